import { expect, test } from "vitest";
import { Prisma } from "@/lib/db/generated/client";
import { cohorts } from "@/lib/metrics/cohorts";
import { repurchaseCounts } from "@/lib/metrics/repurchase";
import { countFlows } from "@/lib/retention/queries/count-flows";
import { countPurchases } from "@/lib/retention/queries/count-purchases";
import { countRevenue } from "@/lib/retention/queries/count-revenue";
import { listCohorts } from "@/lib/retention/queries/list-cohorts";
import { listSurvival } from "@/lib/retention/queries/list-survival";
import { measureCloseRate, measureConversion } from "@/lib/retention/queries/measure-conversion";
import type { CustomerFilter } from "@/lib/retention/queries/traits";
import { edgesOf } from "@/lib/retention/rules/edges";
import { flowByHand, revenueByHand } from "./by-hand";
import { dayOfWorld } from "./facts";
import { ownWorlds } from "./worlds";

const worldOf = ownWorlds();

/** Stands for a compiled segment: every third customer. */
const isMember = (n: number) => n % 3 === 0;
const filter: CustomerFilter = {
  condition: (column) => Prisma.sql`${column} in (
    select "id" from customer where "workspaceId" = nullif(current_setting('app.workspace'), '')::int
      and substr("externalId", 2)::int % 3 = 0)`,
};
const period = { from: dayOfWorld(40), to: dayOfWorld(130) };
const edges = edgesOf(period, "month");
const today = dayOfWorld(300);

test("a condition on the customer narrows every figure to the members", async () => {
  const { workspace, people } = worldOf(1);
  const members = people.filter((_, n) => isMember(n));
  await workspace.asSystem(async (scope) => {
    for (const rule of [
      { rule: "contract" } as const,
      { rule: "inactivity", inactivityDays: 30, ownMedianTimes: null } as const,
      { rule: "inactivity", inactivityDays: 30, ownMedianTimes: 2 } as const,
    ]) {
      const { whole } = await countFlows(scope, { edges, rule, filter, groupBy: null });
      expect(whole.whole).toEqual(flowByHand(members, period, rule));
    }
    const revenue = await countRevenue(scope, { edges, filter, groupBy: null });
    expect(revenue.whole).toEqual(revenueByHand(members, period));

    const purchases = await countPurchases(scope, { edges, filter, groupBy: null });
    const orders = members.map((one) =>
      one.orders.filter(({ day }) => day >= period.from && day < period.to),
    );
    const { atLeastOne, atLeastTwo } = repurchaseCounts(orders.map(({ length }) => length));
    expect(purchases.whole).toMatchObject({ buyers: atLeastOne, twice: atLeastTwo });

    const found = await listCohorts(scope, { asked: period, filter });
    expect(found.cohorts).toEqual(
      cohorts(
        members.map((one) => one.orders.map(({ day }) => day)),
        period,
      ),
    );
  });
});

test("so do curves and conversions: members and the others are all", async () => {
  const { workspace } = worldOf(1);
  const others: CustomerFilter = {
    condition: (column) => Prisma.sql`not (${filter.condition?.(column) ?? Prisma.sql`true`})`,
  };
  await workspace.asSystem(async (scope) => {
    const sizes = async (some: CustomerFilter) => {
      const asked = { asked: {}, today, windowDays: 30, filter: some, groupBy: null };
      const survival = await Promise.all(
        [
          { rule: "contract" } as const,
          { rule: "inactivity", inactivityDays: 30, ownMedianTimes: null } as const,
        ].map((rule) => listSurvival(scope, { from: null, asOf: today, rule, filter: some, groupBy: null })),
      );
      const conversion = await measureConversion(scope, asked);
      const closing = await measureCloseRate(scope, asked);
      return [
        ...survival.map(({ groups }) => groups[0]?.curve.n ?? 0),
        conversion.measured.n,
        closing.measured.n,
      ];
    };
    const [inside, outside, all] = [await sizes(filter), await sizes(others), await sizes({})];
    expect(inside.map((n, i) => n + (outside[i] ?? 0))).toEqual(all);
    expect(inside.every((n, i) => n > 0 && n < (all[i] ?? 0))).toBe(true);
  });
});
