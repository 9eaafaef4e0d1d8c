import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { bucketStart, bucketsOf } from "@/lib/period/grain";
import { addDays, addMonths, localDay } from "@/lib/period/local-day";
import { countOrders } from "@/lib/retention/mutations/count-orders";
import { countFlows } from "@/lib/retention/queries/count-flows";
import { countPurchases } from "@/lib/retention/queries/count-purchases";
import { askOwner } from "../../support/owner";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();
const customers = 8;
let here: TestWorkspace;

const today = localDay(new Date(), "Europe/Berlin");
const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays(today, -n));

/** What happens to orders, and to what decides about them. */
const changes: fc.Arbitrary<(scope: Scope) => Promise<unknown>> = fc.oneof(
  fc.array(fc.tuple(day, fc.nat(customers - 1)), { minLength: 1, maxLength: 30 }).map(
    (some) => (scope: Scope) =>
      scope.db.$executeRaw(Prisma.sql`
      insert into "order" ("workspaceId", "customerId", "orderedAt", "day", "totalMinor")
      select ${scope.workspaceId}, c."id", o.day::date + time '12:00', o.day::date, 100
      from unnest(${some.map(([on]) => on)}::text[], ${some.map(([, n]) => `c${n}`)}::text[]) o(day, who)
      join customer c on c."workspaceId" = ${scope.workspaceId} and c."externalId" = o.who`),
  ),
  fc.nat(6).map(
    (n) => (scope: Scope) =>
      scope.db.$executeRaw(Prisma.sql`
      update "order" set "status" = case when "status" = 'completed' then 'returned' else 'completed' end::"OrderStatus"
      where "workspaceId" = ${scope.workspaceId} and "id" % 7 = ${n}`),
  ),
  fc.tuple(fc.nat(6), fc.integer({ min: -40, max: 40 })).map(
    ([n, days]) =>
      (scope: Scope) =>
        scope.db.$executeRaw(Prisma.sql`
      update "order" set "day" = "day" + ${days}::int where "workspaceId" = ${scope.workspaceId} and "id" % 7 = ${n}`),
  ),
  fc.nat(4).map(
    (n) => (scope: Scope) =>
      scope.db.$executeRaw(Prisma.sql`
      delete from "order" where "workspaceId" = ${scope.workspaceId} and "id" % 5 = ${n}`),
  ),
  fc.constantFrom(14, 45, 90).map(
    (inactivityDays) => (scope: Scope) =>
      scope.db.workspace.update({
        where: { id: scope.workspaceId },
        data: { settings: { inactivityDays } },
      }),
  ),
);

beforeAll(async () => {
  here = await foundWorkspace("spans");
  await here.asSystem(({ db, workspaceId }) =>
    db.customer.createMany({
      data: Array.from({ length: customers }, (_, n) => ({ workspaceId, externalId: `c${n}` })),
    }),
  );
});

/** By months and by quarters, some of them not over yet: as the pages ask, and from the orders one by one. */
async function requireEqual(): Promise<void> {
  await here.asSystem(async (scope) => {
    const month = bucketStart(today, "month");
    for (const grain of ["month", "quarter"] as const)
      for (const to of [bucketStart(month, grain), addMonths(bucketStart(month, grain), 3)]) {
        const from = bucketStart(addMonths(to, -12), grain);
        const keys = bucketsOf({ from, to }, grain);
        const rule = { rule: "inactivity" as const, inactivityDays: 90, ownMedianTimes: null };
        const asked = { edges: { days: [...keys, to], keys }, rule, groupBy: null, bucketsOnly: true };
        const byOrders = { condition: () => Prisma.sql`true` };
        const read = async (filter: object) => ({
          flows: (await countFlows(scope, { ...asked, filter })).buckets,
          purchases: (await countPurchases(scope, { ...asked, filter })).buckets,
        });
        expect(await read({})).toEqual(await read(byOrders));
      }
  });
}

const count = () => here.asSystem((scope) => countOrders(scope, "0 seconds"));

test("whatever happens to orders, and whether they have been counted: months and quarters are what the orders say", async () => {
  const step = fc.record({ change: changes, isCounted: fc.boolean(), isDuring: fc.boolean() });
  const [steps = []] = fc.sample(fc.array(step, { minLength: 12, maxLength: 12 }), { numRuns: 1, seed: 8 });
  for (const { change, isCounted, isDuring } of steps) {
    await here.asSystem(async (scope) => {
      await change(scope);
      if (isDuring) await count();
    });
    await requireEqual();
    if (isCounted) await count();
    await requireEqual();
  }
}, 120_000);

test("months that are over are counted once, and changes in the running month touch none of them", async () => {
  const url = database.current?.ownerUrl ?? "";
  const order = (on: string) =>
    here.asSystem((scope) =>
      scope.db.$executeRaw(Prisma.sql`
        insert into "order" ("workspaceId", "customerId", "orderedAt", "day", "totalMinor")
        select ${scope.workspaceId}, min("id"), ${on}::date + time '12:00', ${on}::date, 100 from customer
        where "workspaceId" = ${scope.workspaceId}`),
    );
  await order(addMonths(bucketStart(today, "month"), -2));
  expect(await count()).toBe(true);
  await order(today);
  await askOwner(url, "select lotse_add_due_jobs()");
  const jobs = await askOwner(
    url,
    `select key from graphile_worker.jobs where task_identifier = 'count-orders'`,
  );
  expect(jobs).toEqual([{ key: `${here.workspaceId}:count-orders` }]);
  expect(await count()).toBe(false);
  expect(await askOwner(url, `select * from order_mark`)).toEqual([]);
  // What was counted is what is read.
  await askOwner(url, `update order_span set "buyers" = 4711`);
  const from = addMonths(bucketStart(today, "month"), -1);
  const edges = { days: [from, addMonths(from, 1)], keys: [from] };
  const { whole } = await here.asSystem((scope) =>
    countPurchases(scope, { edges, filter: {}, groupBy: null }),
  );
  expect(whole.buyers).toBe(4711);
}, 60_000);
