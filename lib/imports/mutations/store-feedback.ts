import { copyField, copyRow } from "../rules/copy-text";
import type { LineProblems } from "../rules/line-problems";
import { answerCodes, type FeedbackLine, occasionCode, techniqueCode } from "../rules/read-feedback";
import { uuid7 } from "../rules/uuid7";
import { resolveCustomers, resolveKeys } from "./resolve-names";
import { type Counts, type FieldColumns, noCounts, type Store, stage } from "./stage";

const feedbackColumns = `"n" int, "publicId" uuid, "submissionKey" text, "contentHash" bytea, "customerId" int,
  "touchpointId" int, "channelId" int, "productGroupId" int, "occasion" smallint, "technique" smallint,
  "anonymous" boolean, "answeredAt" timestamptz, "day" date, "comment" text, "language" text`;
const answerColumns = `"n" int, "position" smallint, "touchpointId" int, "channelId" int, "metric" smallint,
  "scale" smallint, "dimension" smallint, "score" smallint, "reason" smallint`;

/**
 * Writes the lines of one step, each record once: set-based, in a handful of statements for any number of lines.
 * Whatever cannot be stored is added to `problems`.
 */
export async function storeFeedback(
  store: Store,
  lines: readonly FeedbackLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<Counts> {
  const resolved = await resolve(store, lines);
  const byKey = new Map<string, FeedbackLine>();
  const rows: string[] = [];
  const answers: string[] = [];
  let duplicate = 0;
  const now = Date.now();
  for (const line of lines) {
    problems.begin(line.line);
    const known = byKey.get(line.key);
    if (known) {
      if (known.contentHash.equals(line.contentHash)) duplicate++;
      else problems.add(columnOf("submissionKey"), line.key, "submissionConflict");
      continue;
    }
    const ids = resolved(line, problems, columnOf);
    if (!ids) continue;
    byKey.set(line.key, line);
    const n = rows.length;
    rows.push(feedbackRow(n, line, ids, uuid7(now)));
    for (const [position, answer] of ids.answers.entries()) answers.push(`${n}\t${position}\t${answer}`);
  }
  if (rows.length === 0) return { ...noCounts(), duplicate };
  await stage(store.client, "import_feedback", feedbackColumns, rows);
  await stage(store.client, "import_answer", answerColumns, answers);
  const created = await insert(store);
  if (created < rows.length) duplicate += await judgeOthers(store, [...byKey.values()], problems, columnOf);
  return { ...noCounts(), created, duplicate };
}

type Ids = {
  customerId: number | null;
  touchpointId: number | null;
  channelId: number | null;
  productGroupId: number | null;
  /** The end of each answer's row. */
  answers: string[];
};

async function resolve(store: Store, lines: readonly FeedbackLine[]) {
  const names = {
    customers: new Set<string>(),
    touchpoints: new Set<string>(),
    channels: new Set<string>(),
    groups: new Set<string>(),
  };
  for (const { record } of lines) {
    if (record.customer) names.customers.add(record.customer);
    if (record.touchpoint) names.touchpoints.add(record.touchpoint);
    if (record.channel) names.channels.add(record.channel);
    if (record.productGroup) names.groups.add(record.productGroup);
    for (const { touchpoint } of record.answers) if (touchpoint) names.touchpoints.add(touchpoint);
  }
  const customers = await resolveCustomers(store, names.customers);
  const touchpoints = await resolveKeys(store, "touchpoint", names.touchpoints);
  const channels = await resolveKeys(store, "channel", names.channels);
  const groups = await resolveKeys(store, "product_group", names.groups);

  return ({ record }: FeedbackLine, problems: LineProblems, columnOf: FieldColumns): Ids | null => {
    const look = <T>(
      map: ReadonlyMap<string, T>,
      name: string | null | undefined,
      field: string,
      reason: string,
    ): T | null => {
      if (!name) return null;
      const found = map.get(name);
      if (found === undefined) problems.add(columnOf(field), name.replace(/^ext:/, ""), reason);
      return found ?? null;
    };
    const customerId = look(customers, record.customer, "customer", "unknownCustomer");
    const touchpoint = look(touchpoints, record.touchpoint, "touchpoint", "unknownTouchpoint");
    const channel = look(channels, record.channel, "channel", "unknownChannel")?.id ?? null;
    const productGroupId =
      look(groups, record.productGroup, "productGroup", "unknownProductGroup")?.id ?? null;
    const answers = record.answers.map((answer) => {
      const own = look(touchpoints, answer.touchpoint, "answers", "unknownTouchpoint") ?? touchpoint;
      return copyRow([own?.id ?? null, channel ?? own?.channelId ?? null, ...answerCodes(answer)]);
    });
    if (problems.hasFailed()) return null;
    return {
      customerId,
      touchpointId: touchpoint?.id ?? null,
      channelId: channel ?? touchpoint?.channelId ?? null,
      productGroupId,
      answers,
    };
  };
}

function feedbackRow(
  n: number,
  { key, contentHash, day, record }: FeedbackLine,
  ids: Ids,
  publicId: string,
): string {
  return `${n}\t${publicId}\t${copyField(key)}\t\\\\x${contentHash.toString("hex")}\t${copyRow([
    ids.customerId,
    ids.touchpointId,
    ids.channelId,
    ids.productGroupId,
    occasionCode(record),
    techniqueCode(record),
    record.anonymous,
    record.answeredAt,
    day,
    record.comment,
    record.language,
  ])}`;
}

/** Records and their answers in one statement; keys that are there already are left alone. */
async function insert({ client, workspaceId, importId }: Store): Promise<number> {
  const { rows } = await client.query<{ created: number }>(
    `with fresh as (
       insert into feedback ("workspaceId", "publicId", "submissionKey", "contentHash", "customerId", "touchpointId",
         "channelId", "productGroupId", "occasion", "technique", "anonymous", "answeredAt", "day", "comment", "language", "importId")
       select $1, s."publicId", s."submissionKey", s."contentHash", s."customerId", s."touchpointId", s."channelId",
         s."productGroupId", s."occasion", s."technique", s."anonymous", s."answeredAt", s."day", s."comment", s."language", $2
       from import_feedback s
       where not exists (select 1 from feedback f where f."workspaceId" = $1 and f."submissionKey" = s."submissionKey")
       order by s."submissionKey"
       on conflict ("workspaceId", "submissionKey") do nothing
       returning "id", "publicId"
     ), answers as (
       insert into answer ("workspaceId", "feedbackId", "position", "day", "customerId", "touchpointId", "channelId",
         "productGroupId", "metric", "scale", "dimension", "occasion", "technique", "score", "reason", "hasComment")
       select $1, f."id", a."position", s."day", s."customerId", a."touchpointId", a."channelId", s."productGroupId",
         a."metric", a."scale", a."dimension", s."occasion", s."technique", a."score", a."reason", s."comment" is not null
       from fresh f
       join import_feedback s on s."publicId" = f."publicId"
       join import_answer a on a."n" = s."n"
     )
     select count(*)::int as created from fresh`,
    [workspaceId, importId],
  );
  return rows[0]?.created ?? 0;
}

/** Lines whose key was taken: the same content is a duplicate, other content a conflict. Returns the duplicates. */
async function judgeOthers(
  { client, workspaceId }: Store,
  staged: readonly FeedbackLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<number> {
  const { rows } = await client.query<{ n: number; same: boolean }>(
    `select s."n", f."contentHash" = s."contentHash" as same
     from import_feedback s join feedback f on f."workspaceId" = $1 and f."submissionKey" = s."submissionKey"
     where f."publicId" <> s."publicId"`,
    [workspaceId],
  );
  let duplicates = 0;
  for (const { n, same } of rows) {
    const line = staged[n];
    if (same || !line) {
      duplicates++;
      continue;
    }
    problems.begin(line.line);
    problems.add(columnOf("submissionKey"), line.key, "submissionConflict");
  }
  return duplicates;
}
