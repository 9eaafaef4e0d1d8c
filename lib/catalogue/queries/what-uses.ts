import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { canDeleteEntry } from "../rules";
import type { UsedList } from "../schema/usage";
import { customersNowIn } from "./phase-in-use";

export type Usage = { uses: { kind: string; count: number; isMore: boolean }[]; canDelete: boolean };

/** Counting stops here: more is said as "more than". */
const most = 10_000;

type Place = { table: string; column: string; where?: string };

/** What may speak of an entry. Feedback is counted by its records, wherever in them the entry stands. */
const places: Record<UsedList, { table: string; filter: string | null; uses: Record<string, Place> }> = {
  departments: {
    table: "department",
    filter: "department",
    uses: {
      touchpoints: { table: "touchpoint", column: "departmentId" },
      members: { table: "membership", column: "departmentId" },
    },
  },
  channels: {
    table: "channel",
    filter: "channel",
    uses: {
      touchpoints: { table: "touchpoint", column: "channelId" },
      feedback: { table: "feedback", column: "channelId" },
      contacts: { table: "contact", column: "channelId" },
    },
  },
  phases: {
    table: "phase",
    filter: "phase",
    uses: {
      touchpoints: { table: "touchpoint", column: "phaseId" },
      subPhases: { table: "phase", column: "parentId" },
      phaseMoves: { table: "phase_move", column: "phaseId" },
      markers: { table: "marker", column: "phaseId" },
    },
  },
  "moments-of-truth": {
    table: "moment_of_truth",
    filter: null,
    uses: { touchpoints: { table: "touchpoint", column: "momentOfTruthId" } },
  },
  "product-groups": {
    table: "product_group",
    filter: "product-group",
    uses: {
      products: { table: "product", column: "productGroupId" },
      touchpoints: { table: "touchpoint", column: "productGroupId" },
      feedback: { table: "feedback", column: "productGroupId" },
      orderLines: { table: "order_line", column: "productGroupId" },
    },
  },
  "brand-values": {
    table: "brand_value",
    filter: null,
    uses: { brandRatings: { table: "brand_rating", column: "brandValueId" } },
  },
  touchpoints: {
    table: "touchpoint",
    filter: "touchpoint",
    uses: {
      feedback: { table: "feedback", column: "touchpointId" },
      contacts: { table: "contact", column: "touchpointId" },
      contactCounts: { table: "contact_count", column: "touchpointId" },
      markers: { table: "marker", column: "touchpointId" },
    },
  },
  products: {
    table: "product",
    filter: null,
    uses: { orderLines: { table: "order_line", column: "productId" } },
  },
};

const limited = (kind: string, rows: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`select ${kind} as kind, (select count(*)::int from (${rows} limit ${most + 1}) r) as count`;

/**
 * What uses an entry, each with how often: asked before anything is retired or deleted.
 * @throws AppError `notFound`
 */
export async function whatUses(scope: Scope, { list, key }: { list: UsedList; key: string }): Promise<Usage> {
  const { table, filter, uses } = places[list];
  const [entry] = await scope.db.$queryRaw<{ id: number }[]>(Prisma.sql`
    select "id" from ${Prisma.raw(table)} where "workspaceId" = ${scope.workspaceId} and "key" = ${key}`);
  if (!entry) throw notFound();
  const counts = Object.entries(uses).map(([kind, place]) =>
    limited(kind, rowsOf(scope, place, entry.id, kind)),
  );
  if (list === "phases") counts.unshift(limited("customersNow", customersNowIn(scope, entry.id)));
  const others = await otherPlaces(scope, table, Object.values(uses));
  if (others.length > 0) {
    const rows = others.map((place) => rowsOf(scope, place, entry.id, "plans"));
    counts.push(limited("plans", Prisma.join(rows, " union all ")));
  }
  if (filter !== null) counts.push(...namedIn(scope, filter, key));
  const rows = await scope.db.$queryRaw<{ kind: string; count: number }[]>(
    Prisma.join(counts, " union all "),
  );
  const found = rows.filter(({ count }) => count > 0);
  return {
    uses: found.map(({ kind, count }) => ({ kind, count: Math.min(count, most), isMore: count > most })),
    canDelete:
      found.length === 0 && (list === "touchpoints" || list === "products" || canDeleteEntry(list, key)),
  };
}

function rowsOf({ workspaceId }: Scope, { table, column }: Place, id: number, kind: string): Prisma.Sql {
  const [from, by] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
  if (kind !== "feedback")
    return Prisma.sql`select 1 from ${from} where "workspaceId" = ${workspaceId} and ${by} = ${id}`;
  // One answer of a record may be about another touchpoint than the record itself.
  return Prisma.sql`
    select "id" from ${from} where "workspaceId" = ${workspaceId} and ${by} = ${id}
    union select "feedbackId" from answer where "workspaceId" = ${workspaceId} and ${by} = ${id}`;
}

/** Every other table that links to it, as the database knows them: a table that comes later is not forgotten. */
async function otherPlaces({ db }: Scope, table: string, named: readonly Place[]): Promise<Place[]> {
  const found = await db.$queryRaw<Place[]>(Prisma.sql`
    select r.relname::text as "table", a.attname::text as "column"
    from pg_constraint c
    join pg_class r on r.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = ${table}::regclass
    order by 1, 2`);
  const known = new Set([...named.map(({ table: one }) => one), "answer"]);
  return found.filter((place) => !known.has(place.table));
}

/** Segments whose rule names it, and views whose filter does. */
function namedIn({ workspaceId }: Scope, filter: string, key: string): Prisma.Sql[] {
  return [
    limited(
      "segments",
      Prisma.sql`select 1 from segment where "workspaceId" = ${workspaceId} and "retiredAt" is null
        and jsonb_path_exists("rule", '$.** ? (@ == $key)', ${JSON.stringify({ key })}::jsonb)`,
    ),
    limited(
      "savedViews",
      Prisma.sql`select 1 from saved_view where "workspaceId" = ${workspaceId}
        and position(${`&${filter}=${encodeURIComponent(key)}&`} in '&' || "query" || '&') > 0`,
    ),
  ];
}
