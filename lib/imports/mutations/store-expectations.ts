import { dimensions } from "@/lib/feedback/rules/codes";
import type { LineProblems } from "../rules/line-problems";
import type { ExpectationLine } from "../rules/read-expectations";
import { resolveKeys } from "./resolve-names";
import { type Counts, type FieldColumns, noCounts, type Store } from "./stage";

type Placed = ExpectationLine & { segmentId: number | null; touchpointId: number | null; place: string };

type Existing = {
  id: number;
  publicId: string;
  place: string;
  importId: number | null;
  expected: string | null;
  importance: string | null;
  source: string | null;
};

/**
 * Writes versions of expectations. A place (segment, touchpoint, metric, scale) has one version from a day on. The same
 * again changes nothing, and only where it comes from may be put right. Another value from that day contradicts what is
 * recorded and is rejected, as in the form; so is the second of two in one file.
 */
export async function storeExpectations(
  store: Store,
  lines: readonly ExpectationLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<Counts> {
  const placed = await place(store, lines, problems, columnOf);
  const existing = await readExisting(store, placed);
  const counts = noCounts();
  const fresh: Placed[] = [];
  const changed: (Placed & { id: number })[] = [];
  const seen = new Set<string>();
  for (const one of placed) {
    const there = existing.get(one.place);
    if (seen.has(one.place) || there?.importId === store.importId) {
      problems.begin(one.line);
      problems.add(columnOf("validFrom"), one.validFrom, "importOverlappingVersion");
      continue;
    }
    seen.add(one.place);
    if (!there) fresh.push(one);
    else if (!isSameValue(one, there)) {
      problems.begin(one.line);
      problems.add(columnOf("validFrom"), one.validFrom, "importOtherVersion");
    } else if (one.source === null || one.source === there.source) {
      counts.unchanged++;
      store.tell?.(one.line, "unchanged", there.publicId);
    } else {
      changed.push({ ...one, id: there.id });
      store.tell?.(one.line, "updated", there.publicId);
    }
  }
  await changeSource(store, changed);
  const ids = await insert(store, fresh);
  fresh.forEach(({ line }, index) => {
    store.tell?.(line, "created", ids[index] ?? "");
  });
  return { ...counts, created: fresh.length, updated: changed.length };
}

/** What the line says is what is recorded; what it leaves out contradicts nothing. */
const isSameValue = (line: Placed, there: Existing): boolean =>
  (["expected", "importance"] as const).every(
    (field) => line[field] === null || Number(line[field]) === Number(there[field] ?? Number.NaN),
  );

/** Finds what lines name, and refuses scales that a touchpoint is not asked on. */
async function place(
  store: Store,
  lines: readonly ExpectationLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<Placed[]> {
  const touchpoints = await resolveKeys(
    store,
    "touchpoint",
    lines.flatMap(({ touchpoint }) => touchpoint ?? []),
  );
  const segments = await findSegments(store, lines);
  const asked = await scalesAsked(
    store,
    [...touchpoints.values()].map(({ id }) => id),
  );
  return lines.flatMap((line) => {
    problems.begin(line.line);
    const touchpointId = line.touchpoint === null ? null : touchpoints.get(line.touchpoint)?.id;
    const segmentId = line.segment === null ? null : segments.get(line.segment);
    if (touchpointId === undefined)
      problems.add(columnOf("touchpoint"), line.touchpoint ?? "", "unknownTouchpoint");
    if (segmentId === undefined) problems.add(columnOf("segment"), line.segment ?? "", "unknownSegment");
    const known = touchpointId ? asked.get(touchpointId) : undefined;
    if (known && !known.has(line.scale)) problems.add(columnOf("scale"), "", "importOtherScale");
    if (touchpointId === undefined || segmentId === undefined || problems.hasFailed()) return [];
    const place = [segmentId ?? "", touchpointId ?? "", line.metric, line.scale, line.validFrom].join("|");
    return [{ ...line, touchpointId, segmentId, place }];
  });
}

async function findSegments(
  { client, workspaceId }: Store,
  lines: readonly ExpectationLine[],
): Promise<Map<string, number>> {
  const wanted = [...new Set(lines.flatMap(({ segment }) => segment ?? []))];
  const { rows } = await client.query<{ key: string; id: number }>(
    `select "key", "id" from segment where "workspaceId" = $1 and "key" = any($2::text[])`,
    [workspaceId, wanted],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** On which scales customers are asked about their experience; a touchpoint that nobody answered about is missing. */
async function scalesAsked(
  { client, workspaceId }: Store,
  touchpointIds: readonly number[],
): Promise<Map<number, Set<number>>> {
  const { rows } = await client.query<{ id: number; scale: number }>(
    `select distinct "touchpointId" as id, "scale"::int as scale from answer
     where "workspaceId" = $1 and "touchpointId" = any($2::int[]) and "dimension" = $3`,
    [workspaceId, touchpointIds, dimensions.codeOf("experience")],
  );
  const found = new Map<number, Set<number>>();
  for (const { id, scale } of rows) found.set(id, (found.get(id) ?? new Set()).add(scale));
  return found;
}

async function readExisting(
  { client, workspaceId }: Store,
  lines: readonly Placed[],
): Promise<Map<string, Existing>> {
  const { rows } = await client.query<Existing>(
    `select "id", "publicId"::text as "publicId", "importId", "expected"::text, "importance"::text, "source",
       concat_ws('|', coalesce("segmentId"::text, ''), coalesce("touchpointId"::text, ''), "metric", "scale", "validFrom") as place
     from expectation where "workspaceId" = $1 and "validFrom" = any($2::date[])`,
    [workspaceId, [...new Set(lines.map(({ validFrom }) => validFrom))]],
  );
  return new Map(rows.map((row) => [row.place, row]));
}

async function changeSource(
  { client, workspaceId, importId }: Store,
  lines: readonly (Placed & { id: number })[],
) {
  if (lines.length === 0) return;
  const ids = lines.map(({ id }) => id);
  await client.query(
    `insert into import_change ("workspaceId", "importId", "entity", "rowId", "before")
     select $1, $2, 'expectations', t."id", to_jsonb(t) from expectation t
     where t."workspaceId" = $1 and t."id" = any($3::int[]) on conflict do nothing`,
    [workspaceId, importId, ids],
  );
  await client.query(
    `update expectation t set "source" = s.source, "translations" = null, "version" = t."version" + 1, "updatedAt" = clock_timestamp()
     from unnest($2::int[], $3::text[]) s(id, source) where t."workspaceId" = $1 and t."id" = s.id`,
    [workspaceId, ids, lines.map(({ source }) => source)],
  );
}

async function insert({ client, workspaceId, importId }: Store, lines: readonly Placed[]): Promise<string[]> {
  if (lines.length === 0) return [];
  const column = <Name extends keyof Placed>(name: Name) => lines.map((line) => line[name]);
  const { rows } = await client.query<{ publicId: string }>(
    `insert into expectation ("workspaceId", "importId", "segmentId", "touchpointId", "metric", "scale", "expected",
       "importance", "validFrom", "source")
     select $1, $2, s.segment, s.touchpoint, s.metric, s.scale, s.expected, s.importance, s."from", s.source
     from unnest($3::int[], $4::int[], $5::int[], $6::int[], $7::numeric[], $8::numeric[], $9::date[], $10::text[])
       with ordinality s(segment, touchpoint, metric, scale, expected, importance, "from", source, n)
     order by s.n returning "publicId"::text as "publicId"`,
    [
      workspaceId,
      importId,
      column("segmentId"),
      column("touchpointId"),
      column("metric"),
      column("scale"),
      column("expected"),
      column("importance"),
      column("validFrom"),
      column("source"),
    ],
  );
  return rows.map(({ publicId }) => publicId);
}
