import type { LineProblem } from "../rules/line-problems";
import { tables } from "../rules/tables";
import { uuid7 } from "../rules/uuid7";
import { type Counts, type FieldColumns, noCounts, refreshStatistics, reserveIds, type Store } from "./stage";
import {
  findByKeys,
  missingField,
  stageColumns,
  stagedNames,
  stageTable,
  upsertStaged,
} from "./upsert-staged";

const orders = tables.orders;

/** Lines put together in one step; an order with more is taken as a whole. */
const stepLines = 20_000;
const maxLinesOfOrder = 10_000;

export type Assembled = { counts: Counts; problems: LineProblem[]; after: string | null };

/**
 * Second half, again and again: puts together the next orders in the order of their keys.
 * @param after the last key that is done
 * @returns `after` null when all are done
 */
export async function assembleOrders(
  store: Store,
  after: string,
  columnOf: FieldColumns,
): Promise<Assembled> {
  const { client, workspaceId, importId } = store;
  const last = await lastKeyOfStep(store, after);
  if (last === null) {
    await client.query(`delete from import_order_line where "workspaceId" = $1 and "importId" = $2`, [
      workspaceId,
      importId,
    ]);
    return { counts: noCounts(), problems: [], after: null };
  }
  await client.query(
    `create temporary table if not exists import_order_step ("n" int, "key" text, "line" int, "position" int, "lines" int,
       "isIdentity" boolean, "orderedAt" timestamptz, "day" date, "dayOnly" boolean, "totalMinor" bigint, "marginMinor" bigint,
       "status" "OrderStatus", "customerId" int, "productId" int, "productGroupId" int, "quantity" numeric(14, 4),
       "amountMinor" bigint, "rejected" boolean, "wrong" text) on commit delete rows`,
  );
  await client.query(
    `create temporary table if not exists ${stageTable("orders")} (${stageColumns(orders)}) on commit delete rows`,
  );
  await client.query(`truncate import_order_step, ${stageTable("orders")}`);
  await stageOrders(store, after, last);
  const { existing, fresh, incomplete } = await linkOrders(store);
  if (existing.length > 0) await markOtherLines(store, existing);
  const outcomes = await upsertStaged("orders", store, existing, fresh);
  await refreshStatistics(store, ["order"]);
  await replaceLines(store);
  for (const [n, field] of incomplete) outcomes.set(n, `importRequired ${field}`);
  return { ...(await judge(store, outcomes, columnOf)), after: last };
}

type Linked = { existing: number[]; fresh: number; incomplete: Map<number, string> };

/** Finds the orders that exist, reserves ids for those that do not, and finds those that cannot be made. */
async function linkOrders(store: Store): Promise<Linked> {
  const { client } = store;
  const { rows } = await client.query<{ n: number; key: string; filled: string[] }>(
    `select "n", "key", array_remove(array[case when "customerId" is not null then 'customerId' end,
       case when "orderedAt" is not null then 'orderedAt' end, 'totalMinor'], null) as filled from ${stageTable("orders")}`,
  );
  const found = await findByKeys(
    "orders",
    store,
    rows.map(({ key }) => key),
  );
  const incomplete = new Map<number, string>();
  const known: number[] = [];
  const fresh: number[] = [];
  for (const { n, key, filled } of rows) {
    const field = found.has(key) ? null : missingField("orders", (column) => filled.includes(column));
    if (field !== null) incomplete.set(n, field);
    else (found.has(key) ? known : fresh).push(n);
  }
  const keys = new Map(rows.map(({ n, key }) => [n, key]));
  const ids = known.map((n) => found.get(keys.get(n) ?? ""));
  const reserved = await reserveIds(client, orders.table, fresh.length);
  const now = Date.now();
  await client.query(
    `update ${stageTable("orders")} s set "id" = e."id", "_new" = e."publicId" is not null, "publicId" = e."publicId"
     from unnest($1::int[], $2::int[], $3::uuid[]) as e("n", "id", "publicId") where e."n" = s."n"`,
    [
      [...known, ...fresh],
      [...ids, ...reserved],
      [...known.map(() => null), ...fresh.map(() => uuid7(now))],
    ],
  );
  return { existing: [...found.values()], fresh: fresh.length, incomplete };
}

/** The key up to which the next step goes, null when nothing is left. */
async function lastKeyOfStep(
  { client, workspaceId, importId }: Store,
  after: string,
): Promise<string | null> {
  const { rows } = await client.query<{ key: string; whole: boolean }>(
    `with step as (
       select "key", "line" from import_order_line
       where "workspaceId" = $1 and "importId" = $2 and "key" > $3 order by "key", "line" limit $4
     ), ends as (select min("key") as first, max("key") as last, count(*) as lines from step)
     select case when e.lines < $4 or e.first = e.last then e.last
       else (select max("key") from step where "key" < e.last) end as key
     from ends e`,
    [workspaceId, importId, after, stepLines],
  );
  return rows[0]?.key ?? null;
}

/** The lines of the step, and of each order that can be made one row. An order's fields are those of its first line. */
async function stageOrders(
  { client, workspaceId, importId }: Store,
  after: string,
  last: string,
): Promise<void> {
  await client.query(
    `insert into import_order_step
     select dense_rank() over (order by l."key") - 1, l."key", l."line", row_number() over same - 1, count(*) over whole,
       l."isIdentity", l."orderedAt", l."day", l."dayOnly", l."totalMinor", l."marginMinor", l."status", l."customerId", l."productId",
       l."productGroupId", l."quantity", l."amountMinor", l."rejected",
       case when bool_or(l."rejected") over whole then 'importOrderRejected'
         when min(l."customerId") over whole <> max(l."customerId") over whole then 'importOtherCustomer'
         when count(*) over whole > $5 then 'importTooManyOrderLines' end
     from import_order_line l
     where l."workspaceId" = $1 and l."importId" = $2 and l."key" > $3 and l."key" <= $4
     window whole as (partition by l."key"), same as (partition by l."key" order by l."line")`,
    [workspaceId, importId, after, last, maxLinesOfOrder],
  );
  const first = (column: string) =>
    `(array_agg("${column}" order by "line") filter (where "${column}" is not null))[1]`;
  await client.query(
    `insert into ${stageTable("orders")} (${stagedNames(orders)})
     select "n", "key", null, false, null, ${first("orderedAt")}, ${first("day")}, ${first("dayOnly")}, coalesce(${first("totalMinor")}, sum("amountMinor")),
       ${first("marginMinor")}, ${first("status")}, ${first("customerId")}
     from import_order_step where "wrong" is null group by "n", "key"`,
  );
  await client.query(`analyze import_order_step, ${stageTable("orders")}`);
}

/** Orders that exist with other lines than these are changed even if nothing else differs. */
async function markOtherLines({ client, workspaceId }: Store, existing: readonly number[]): Promise<void> {
  const content = `jsonb_agg(jsonb_build_array("productId", "productGroupId", "quantity", "amountMinor") order by "position") as lines`;
  await client.query(
    `update ${stageTable("orders")} s set "_forced" = true
     from (select e."n" from ${stageTable("orders")} e
       join (select "n", ${content} from import_order_step group by "n") said on said."n" = e."n"
       left join (select "orderId", ${content} from order_line where "workspaceId" = $1 and "orderId" = any($2::int[])
         group by "orderId") had on had."orderId" = e."id"
       where e."id" is not null and said.lines is distinct from had.lines) other
     where other."n" = s."n"`,
    [workspaceId, existing],
  );
}

async function replaceLines({ client, workspaceId }: Store): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `select "id" from ${stageTable("orders")} where "_forced" and "_outcome" = 'updated'`,
  );
  if (rows.length > 0) {
    await client.query(`delete from order_line where "workspaceId" = $1 and "orderId" = any($2::int[])`, [
      workspaceId,
      rows.map(({ id }) => id),
    ]);
  }
  await client.query(
    `insert into order_line ("workspaceId", "orderId", "position", "productId", "productGroupId", "quantity", "amountMinor")
     select $1, s."id", l."position", l."productId", l."productGroupId", l."quantity", l."amountMinor"
     from ${stageTable("orders")} s join import_order_step l on l."n" = s."n"
     where s."_new" or (s."_forced" and s."_outcome" = 'updated')
     order by s."id", l."position"`,
    [workspaceId],
  );
}

async function tellLines(
  client: Store["client"],
  tell: NonNullable<Store["tell"]>,
  outcomes: ReadonlyMap<number, string>,
): Promise<void> {
  const { rows } = await client.query<{ n: number; line: number; key: string; isIdentity: boolean }>(
    `select "n", "line", "key", "isIdentity" from import_order_step where "wrong" is null order by "line"`,
  );
  for (const { n, line, key, isIdentity } of rows) {
    const outcome = outcomes.get(n) ?? "created";
    if (outcome === "created" || outcome === "updated") tell(line, outcome, key);
    else if (outcome === "unchanged") tell(line, isIdentity ? "duplicate" : outcome, key);
  }
}

/** Every line counts as what became of its order. Lines that were rejected themselves are counted already. */
async function judge(
  { client, tell }: Store,
  outcomes: ReadonlyMap<number, string>,
  columnOf: FieldColumns,
): Promise<{ counts: Counts; problems: LineProblem[] }> {
  const counts = noCounts();
  const problems: LineProblem[] = [];
  const orders = await client.query<{ n: number; lines: number; isIdentity: boolean }>(
    `select "n", min("lines") as lines, bool_or("isIdentity") as "isIdentity"
     from import_order_step where "wrong" is null group by "n"`,
  );
  const refused = new Map<number, string>();
  if (tell) await tellLines(client, tell, outcomes);
  for (const { n, lines, isIdentity } of orders.rows) {
    const outcome = outcomes.get(n) ?? "created";
    if (outcome === "created" || outcome === "updated") counts[outcome] += lines;
    else if (outcome === "unchanged") counts[isIdentity ? "duplicate" : "unchanged"] += lines;
    else refused.set(n, outcome);
  }
  const { rows } = await client.query<{ n: number; line: number; wrong: string | null }>(
    `select "n", "line", "wrong" from import_order_step
     where not "rejected" and ("wrong" is not null or "n" = any($1::int[])) order by "line"`,
    [[...refused.keys()]],
  );
  for (const { n, line, wrong } of rows) {
    const [reason = "", field = ""] = (wrong ?? refused.get(n) ?? "").split(" ");
    const column = columnOf(field || (reason === "importOtherCustomer" ? "customer" : "externalId"));
    problems.push({ line, column, value: "", reason });
  }
  return { counts, problems };
}
