import fc from "fast-check";
import pg from "pg";
import type { ContractWithReason } from "@/lib/metrics/contract-period";
import { addDays, type Day } from "@/lib/metrics/day";

/** Dated facts of a made-up workspace; customers, phases and product groups by their number from 0. */
export type Facts = {
  customers: number;
  contracts: (ContractWithReason & { customer: number; plan: string; monthlyRevenue: number })[];
  orders: { customer: number; day: Day; status: "completed" | "cancelled" | "returned"; groups: number[] }[];
  moves: { customer: number; phase: number; day: Day; hour: number }[];
};

export const phaseKeys = ["awareness", "consideration", "decision", "onboarding", "usage", "cancelled"];
export const groupKeys = ["books", "music", "film"];
export const plans = ["basic", "flat", "business"];

const firstDay = "2026-01-01";
export const dayOfWorld = (n: number): Day => addDays(firstDay, n);

const customer = fc.integer({ min: 0, max: 59 });
const day = fc.integer({ min: 0, max: 199 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 3) => fc.option(arbitrary, { freq, nil: null });

/** Days on which contracts begin and end together, and periods begin and end too. */
export const commonDays = [60, 90, 120, 150];
const commonly = fc.oneof(day, fc.constantFrom(...commonDays));

const contract = fc
  .record({
    customer,
    plan: fc.constantFrom(...plans),
    start: commonly,
    end: maybe(fc.oneof(fc.integer({ min: -1, max: 90 }), fc.constantFrom(...commonDays).map(String))),
    notice: maybe(fc.integer({ min: -10, max: 90 }), 2),
    withdrawn: maybe(fc.integer({ min: -20, max: 30 }), 2),
    involuntary: fc.boolean(),
    reason: maybe(fc.constantFrom("price", "moved", "service")),
    monthlyRevenue: fc.constantFrom(0, 500, 1_999, 4_000),
  })
  .map(({ start, end, notice, withdrawn, ...rest }) => {
    // A text is the day after the last one, wherever the contract began; it ends the day before at the earliest.
    const last =
      typeof end === "string" ? Math.max(Number(end) - 1, start - 1) : end === null ? null : start + end;
    return {
      ...rest,
      startedOn: dayOfWorld(start),
      endsOn: last === null ? null : dayOfWorld(last),
      cancelledOn: notice === null ? null : dayOfWorld(start + notice),
      withdrawnOn: notice === null || withdrawn === null ? null : dayOfWorld(start + notice + withdrawn),
    };
  });

/** Many facts fall on few days, so that ties and edges are met. */
export const factsOf = fc.record({
  customers: fc.constant(60),
  contracts: fc.array(contract, { minLength: 110, maxLength: 160 }),
  orders: fc.array(
    fc.record({
      customer,
      day: commonly.map(dayOfWorld),
      status: fc.constantFrom("completed", "completed", "completed", "cancelled", "returned"),
      groups: fc.uniqueArray(fc.integer({ min: 0, max: groupKeys.length - 1 }), { maxLength: 2 }),
    }),
    { minLength: 250, maxLength: 350 },
  ),
  moves: fc.uniqueArray(
    fc.record({
      customer,
      phase: fc.integer({ min: 0, max: phaseKeys.length - 1 }),
      day: commonly.map(dayOfWorld),
      hour: fc.integer({ min: 8, max: 10 }),
    }),
    { minLength: 150, maxLength: 250, selector: (move) => Object.values(move).join() },
  ),
}) as fc.Arbitrary<Facts>;

/** The same facts in every run. */
export function someFacts(seed: number): Facts {
  const [facts] = fc.sample(factsOf, { numRuns: 1, seed });
  if (!facts) throw new Error("There is a sample.");
  return facts;
}

export type Planted = { phaseIds: number[]; groupIds: number[] };

/** Puts facts straight into the tables of a workspace, set by set. Times of day are UTC and hold no daylight saving. */
export async function plantFacts(ownerUrl: string, workspaceId: number, facts: Facts): Promise<Planted> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const rows = (list: unknown) => [workspaceId, JSON.stringify(list)];
  try {
    await client.query(
      `insert into customer ("workspaceId", "externalId", "name") select $1, 'c' || n, 'C' from generate_series(0, $2::int - 1) n`,
      [workspaceId, facts.customers],
    );
    await client.query(
      `insert into product_group ("workspaceId", "key", "name") select $1, key, key from jsonb_array_elements_text($2) key`,
      rows(groupKeys),
    );
    await client.query(`insert into product ("workspaceId", "key", "name") values ($1, 'p', 'P')`, [
      workspaceId,
    ]);
    const groupIds = await idsOf(client, "product_group", workspaceId, groupKeys);
    const phaseIds = await idsOf(client, "phase", workspaceId, phaseKeys);
    await client.query(
      `insert into contract ("workspaceId", "customerId", "plan", "startedOn", "endsOn", "cancelledOn", "withdrawnOn",
         "cancellationReason", "involuntary", "monthlyRevenueMinor")
       select $1, c."id", f."plan", f."startedOn", f."endsOn", f."cancelledOn", f."withdrawnOn", f."reason",
         f."involuntary", f."monthlyRevenue"
       from jsonb_array_elements($2) with ordinality e(fact, place)
       cross join lateral jsonb_to_record(fact) f("customer" int, "plan" text, "startedOn" date, "endsOn" date,
         "cancelledOn" date, "withdrawnOn" date, "reason" text, "involuntary" boolean, "monthlyRevenue" bigint)
       join customer c on c."workspaceId" = $1 and c."externalId" = 'c' || f."customer" order by place`,
      rows(facts.contracts),
    );
    await client.query(
      `with fact as (
         select place, f.* from jsonb_array_elements($2) with ordinality e(fact, place)
         cross join lateral jsonb_to_record(fact) f("customer" int, "day" date, "status" text, "groups" int[])),
       placed as (
         insert into "order" ("workspaceId", "externalId", "customerId", "orderedAt", "day", "totalMinor", "status")
         select $1, 'o' || place, c."id", f."day", f."day", 100, f."status"::"OrderStatus"
         from fact f join customer c on c."workspaceId" = $1 and c."externalId" = 'c' || f."customer"
         returning "id", "externalId")
       insert into order_line ("workspaceId", "orderId", "position", "productId", "productGroupId", "quantity", "amountMinor")
       select $1, o."id", l.position, p."id", ($3::int[])[l."group" + 1], 1, 100
       from placed o join fact f on o."externalId" = 'o' || f.place
       cross join lateral unnest(f."groups") with ordinality l("group", position)
       join product p on p."workspaceId" = $1`,
      [...rows(facts.orders), groupIds],
    );
    await client.query(
      `insert into phase_move ("workspaceId", "customerId", "phaseId", "at", "day")
       select $1, c."id", ($3::int[])[f."phase" + 1], f."day" + f."hour" * interval '1 hour', f."day"
       from jsonb_array_elements($2) with ordinality e(fact, place)
       cross join lateral jsonb_to_record(fact) f("customer" int, "phase" int, "day" date, "hour" int)
       join customer c on c."workspaceId" = $1 and c."externalId" = 'c' || f."customer" order by place`,
      [...rows(facts.moves), phaseIds],
    );
    return { phaseIds, groupIds };
  } finally {
    await client.end();
  }
}

async function idsOf(
  client: pg.Client,
  table: string,
  workspaceId: number,
  keys: string[],
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select t."id" from unnest($2::text[]) with ordinality k(key, place)
     join ${table} t on t."workspaceId" = $1 and t."key" = k.key order by place`,
    [workspaceId, keys],
  );
  return rows.map(({ id }) => id);
}

/** Facts by customer. */
export const ofCustomer = <F extends { customer: number }>(facts: readonly F[], customers: number): F[][] => {
  const lists = Array.from({ length: customers }, (): F[] => []);
  for (const fact of facts) lists[fact.customer]?.push(fact);
  return lists;
};
