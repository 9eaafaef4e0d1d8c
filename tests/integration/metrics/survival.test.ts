import fc from "fast-check";
import { expect, test } from "vitest";
import { contractTenure } from "@/lib/metrics/contract-rule";
import { spellsOf } from "@/lib/metrics/contract-spells";
import { type Day, dayNumber, dayOf, wholeMonths } from "@/lib/metrics/day";
import { isActiveByOrders } from "@/lib/metrics/inactivity-rule";
import { logRank } from "@/lib/metrics/log-rank";
import { countLifetimes, type Lifetime, survival } from "@/lib/metrics/survival";
import { listSurvival } from "@/lib/retention/queries/list-survival";
import { type Person, unique } from "./by-hand";
import { dayOfWorld, plans } from "./facts";
import { anyWorld, ownWorlds } from "./worlds";

const worldOf = ownWorlds();

type Life = { began: Day; plan: string | null; lifetime: Lifetime };

/** The first spell of contracts; its plan is that of the contract that began first. */
function lifeByContract({ contracts }: Person, asOf: Day): Life[] {
  const [first] = spellsOf(contracts);
  if (!first) return [];
  const { startedOn, lastDay } = first;
  const tenure = contractTenure({ startedOn, endsOn: lastDay, cancelledOn: null, withdrawnOn: null }, asOf);
  const opening = contracts.find(
    (contract) => contract.startedOn === startedOn && spellsOf([contract]).length > 0,
  );
  if (!tenure || !opening) return [];
  return [{ began: startedOn, plan: opening.plan, lifetime: { time: tenure.months, event: tenure.ended } }];
}

/** From the first order, day by day, to the first one that is not active any more. */
function lifeByOrders({ orders }: Person, asOf: Day, days: number): Life[] {
  const purchases = unique(orders.map(({ day }) => dayNumber(day))).sort((a, b) => a - b);
  const [first] = purchases;
  if (first === undefined || first > dayNumber(asOf)) return [];
  let until = first;
  while (until < dayNumber(asOf) && isActiveByOrders(purchases, until, { days })) until++;
  const event = !isActiveByOrders(purchases, until, { days });
  return [
    {
      began: dayOf(first),
      plan: null,
      lifetime: { time: wholeMonths(dayOf(first), dayOf(until)), event },
    },
  ];
}

const anyAsOf = fc.integer({ min: -5, max: 330 }).map(dayOfWorld);

test("by contracts: the first spell of every customer, in whole months, by plan and with log-rank", async () => {
  const request = fc.record({
    world: anyWorld,
    asOf: anyAsOf,
    from: fc.option(fc.integer({ min: 0, max: 150 }).map(dayOfWorld), { freq: 2 }),
    plan: fc.option(fc.subarray(plans, { minLength: 1 }), { freq: 2 }),
    byPlan: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ world: n, asOf, from, plan, byPlan }) => {
      const { workspace, people } = worldOf(n);
      const found = await workspace.asSystem((scope) =>
        listSurvival(scope, {
          from,
          asOf,
          rule: { rule: "contract" },
          filter: plan ? { plan } : {},
          groupBy: byPlan ? "plan" : null,
        }),
      );
      const lives = people
        .flatMap((person) => lifeByContract(person, asOf))
        .filter((life) => (!from || life.began >= from) && (!plan || plan.includes(life.plan ?? "")));
      const keys = byPlan ? plans.filter((key) => lives.some((life) => life.plan === key)).sort() : [null];
      const groups = keys.map((key) => ({
        key,
        lifetimes: lives.filter((life) => key === null || life.plan === key).map(({ lifetime }) => lifetime),
      }));
      expect(found.groups).toEqual(groups.map(({ key, lifetimes }) => ({ key, curve: survival(lifetimes) })));
      expect(found.logRank).toEqual(
        logRank(groups.map(({ key, lifetimes }) => ({ key: key ?? "", counts: countLifetimes(lifetimes) }))),
      );
    }),
    { numRuns: 200, seed: 31 },
  );
}, 300_000);

test("by inactivity: to the first day without an order for too long", async () => {
  const request = fc.record({ world: anyWorld, asOf: anyAsOf, days: fc.integer({ min: 1, max: 60 }) });
  await fc.assert(
    fc.asyncProperty(request, async ({ world: n, asOf, days }) => {
      const { workspace, people } = worldOf(n);
      const found = await workspace.asSystem((scope) =>
        listSurvival(scope, {
          from: null,
          asOf,
          rule: { rule: "inactivity", inactivityDays: days, ownMedianTimes: null },
          filter: {},
          groupBy: null,
        }),
      );
      const lifetimes = people
        .flatMap((person) => lifeByOrders(person, asOf, days))
        .map(({ lifetime }) => lifetime);
      expect(found.groups).toEqual([{ key: null, curve: survival(lifetimes) }]);
    }),
    { numRuns: 100, seed: 32 },
  );
}, 300_000);
