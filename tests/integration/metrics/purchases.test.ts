import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohorts } from "@/lib/metrics/cohorts";
import { dayBefore, type Period } from "@/lib/metrics/day";
import { repurchaseCounts } from "@/lib/metrics/repurchase";
import { grains } from "@/lib/period/grain";
import { countPurchases, type PurchaseCounts } from "@/lib/retention/queries/count-purchases";
import { listCohorts } from "@/lib/retention/queries/list-cohorts";
import { edgesOf } from "@/lib/retention/rules/edges";
import { type DatedTrait, datedTraits } from "@/lib/retention/rules/figure";
import { isInGroup, isMember, type Person, type TraitFilter, unique, wantedKeys } from "./by-hand";
import { groupKeys } from "./facts";
import {
  anyFilter,
  anyPeriod,
  anyWorld,
  groupsAsked,
  inIds,
  keyOf,
  optional,
  ownWorlds,
  periodsOf,
} from "./worlds";

const worldOf = ownWorlds();

const within = ({ orders }: Person, { from, to }: Period) =>
  orders.filter(({ day }) => day >= from && day < to);

/** Product groups are those ordered in the window itself; plan and phase those at its start. */
const groupsWithin = (person: Person, window: Period) =>
  unique(within(person, window).flatMap(({ groups }) => groups.map((n) => groupKeys[n] ?? "")));

function isMeant(person: Person, given: TraitFilter, window: Period): boolean {
  const { "product-group": _, ...held } = given;
  const wanted = wantedKeys(given, "product-group");
  const isOrdered = !wanted || groupsWithin(person, window).some((key) => wanted.includes(key));
  return isOrdered && isMember(person, held, window.from);
}

function isInside(person: Person, trait: DatedTrait, key: string | null, window: Period): boolean {
  if (trait !== "product-group") return isInGroup(person, trait, key, window.from);
  const own = groupsWithin(person, window);
  return key === null ? own.length === 0 : own.includes(key);
}

function countsByHand(people: readonly Person[], window: Period): PurchaseCounts {
  const byOrders = repurchaseCounts(people.map((person) => within(person, window).length));
  const byDays = repurchaseCounts(
    people.map((person) => unique(within(person, window).map(({ day }) => day)).length),
  );
  return { buyers: byOrders.atLeastOne, twice: byOrders.atLeastTwo, onTwoDays: byDays.atLeastTwo };
}

describe("against the pure functions", () => {
  test("repurchase", async () => {
    const request = fc.record({
      world: anyWorld,
      window: anyPeriod,
      grain: fc.option(fc.constantFrom(...grains), { freq: 2 }),
      filter: anyFilter,
      trait: fc.option(fc.constantFrom(...datedTraits), { freq: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ world: n, window: asked, grain, filter: given, trait }) => {
        const world = worldOf(n);
        const edges = edgesOf(asked, trait ? null : grain);
        const found = await world.workspace.asSystem((scope) =>
          countPurchases(scope, { edges, filter: inIds(world, given), groupBy: trait }),
        );
        const meant = (window: Period) => world.people.filter((person) => isMeant(person, given, window));
        expect(found.whole).toEqual(countsByHand(meant(asked), asked));
        expect(found.buckets).toEqual(periodsOf(edges).map((window) => countsByHand(meant(window), window)));
        if (!trait) return;
        for (const key of groupsAsked(given, trait)) {
          const inside = meant(asked).filter((person) => isInside(person, trait, key, asked));
          const group = found.groups.find((one) => keyOf(world, trait, one.key) === key);
          const counts = group?.counts ?? { buyers: 0, twice: 0, onTwoDays: 0 };
          expect([key, counts]).toEqual([key, countsByHand(inside, asked)]);
        }
      }),
      { numRuns: 300, seed: 21 },
    );
  }, 300_000);

  test("cohorts, of all and of those who ordered a product group", async () => {
    const request = fc.record({
      world: anyWorld,
      period: anyPeriod,
      isOpen: fc.boolean(),
      groups: optional(fc.subarray([0, 1, 2], { minLength: 1 })),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ world: n, period, isOpen, groups }) => {
        const world = worldOf(n);
        const given: TraitFilter = groups ? { "product-group": groups } : {};
        const asked = isOpen ? { to: period.to } : period;
        const found = await world.workspace.asSystem((scope) =>
          listCohorts(scope, { asked, filter: inIds(world, given) }),
        );
        const people = world.people.filter((person) => isMember(person, given, period.to));
        const days = people.map(({ orders }) => orders.map(({ day }) => day));
        expect(found.cohorts).toEqual(
          cohorts(days, { from: isOpen ? "1900-01-01" : period.from, to: period.to }),
        );
      }),
      { numRuns: 150, seed: 22 },
    );
  }, 300_000);

  test("without an end, cohorts are observed to the last counting order", async () => {
    const world = worldOf(0);
    const found = await world.workspace.asSystem((scope) => listCohorts(scope, { asked: {}, filter: {} }));
    const days = world.people.map(({ orders }) => orders.map(({ day }) => day));
    expect(dayBefore(found.to ?? "")).toBe(days.flat().sort().at(-1));
    expect(found.cohorts).toEqual(cohorts(days, { from: "1900-01-01", to: found.to ?? "" }));
  });
});
