import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Period } from "@/lib/metrics/day";
import { grains } from "@/lib/period/grain";
import { countFlows } from "@/lib/retention/queries/count-flows";
import { countRevenue } from "@/lib/retention/queries/count-revenue";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import { edgesOf } from "@/lib/retention/rules/edges";
import { datedTraits } from "@/lib/retention/rules/figure";
import { flowByHand, isInGroup, isMember, reasonsByHand, revenueByHand } from "./by-hand";
import { dayOfWorld } from "./facts";
import { anyFilter, anyPeriod, anyWorld, groupsAsked, inIds, keyOf, ownWorlds, periodsOf } from "./worlds";

const worldOf = ownWorlds();

const request = fc.record({
  world: anyWorld,
  period: anyPeriod,
  grain: fc.option(fc.constantFrom(...grains), { freq: 2 }),
  filter: anyFilter,
  trait: fc.option(fc.constantFrom(...datedTraits), { freq: 2 }),
});

const rule: fc.Arbitrary<ActivityRule> = fc.oneof(
  fc.constant<ActivityRule>({ rule: "contract" }),
  fc.record({
    rule: fc.constant("inactivity" as const),
    inactivityDays: fc.integer({ min: 1, max: 60 }),
    ownMedianTimes: fc.option(fc.constantFrom(0.5, 1, 1.5, 2), { freq: 2 }),
  }),
);

describe("random periods, grains, filters, groupings and rules against the pure functions", () => {
  test("customer flows and reasons", async () => {
    await fc.assert(
      fc.asyncProperty(
        request,
        rule,
        async ({ world: n, period: asked, grain, filter: given, trait }, by) => {
          const world = worldOf(n);
          const edges = edgesOf(asked, trait ? null : grain);
          const found = await world.workspace.asSystem((scope) =>
            countFlows(scope, { edges, rule: by, filter: inIds(world, given), groupBy: trait }),
          );
          const isFiltered = Object.keys(given).length > 0;
          const members = (from: string) => world.people.filter((person) => isMember(person, given, from));
          const expected = ({ from, to }: Period, people = members(from)) => {
            const whole = flowByHand(people, { from, to }, by);
            const { start, lost, involuntary } = whole;
            return {
              flow: { start, lost, involuntary },
              whole: isFiltered ? null : whole,
              reasons: by.rule === "contract" ? reasonsByHand(people, { from, to }) : [],
            };
          };
          const inOrder = <R extends { reasons: { reason: string | null }[] }>(one: R) => ({
            ...one,
            reasons: [...one.reasons].sort((a, b) => String(a.reason).localeCompare(String(b.reason))),
          });
          expect(inOrder(found.whole)).toEqual(expected(asked));
          expect(found.buckets.map(inOrder)).toEqual(periodsOf(edges).map((one) => expected(one)));
          if (!trait) return;
          for (const key of groupsAsked(given, trait)) {
            const inside = members(asked.from).filter((person) => isInGroup(person, trait, key, asked.from));
            const group = found.groups.find((one) => keyOf(world, trait, one.key) === key);
            const { flow, reasons } = inOrder(
              group?.flow ?? { flow: { start: 0, lost: 0, involuntary: 0 }, reasons: [] },
            );
            const { flow: flowWanted, reasons: reasonsWanted } = expected(asked, inside);
            expect([key, flow, reasons]).toEqual([key, flowWanted, reasonsWanted]);
          }
        },
      ),
      { numRuns: 400, seed: 11 },
    );
  }, 300_000);

  test("monthly revenue", async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ world: n, period: asked, grain, filter: given, trait }) => {
        const world = worldOf(n);
        const edges = edgesOf(asked, trait ? null : grain);
        const found = await world.workspace.asSystem((scope) =>
          countRevenue(scope, { edges, filter: inIds(world, given), groupBy: trait }),
        );
        const members = (from: string) => world.people.filter((person) => isMember(person, given, from));
        expect(found.whole).toEqual(revenueByHand(members(asked.from), asked));
        expect(found.buckets).toEqual(periodsOf(edges).map((one) => revenueByHand(members(one.from), one)));
        if (!trait) return;
        const nothing = { customers: 0, atStart: 0, lost: 0, contraction: 0, expansion: 0 };
        for (const key of groupsAsked(given, trait)) {
          const inside = members(asked.from).filter((person) => isInGroup(person, trait, key, asked.from));
          const group = found.groups.find((one) => keyOf(world, trait, one.key) === key);
          expect([key, group?.flow ?? nothing]).toEqual([key, revenueByHand(inside, asked)]);
        }
      }),
      { numRuns: 250, seed: 12 },
    );
  }, 300_000);
});

test("more buckets than one statement reads are the same as each alone", async () => {
  const world = worldOf(0);
  const whole = { from: dayOfWorld(20), to: dayOfWorld(170) };
  for (const by of [
    { rule: "contract" } as const,
    { rule: "inactivity", inactivityDays: 14, ownMedianTimes: null } as const,
  ]) {
    const edges = edgesOf(whole, "day");
    expect(edges.keys).toHaveLength(150);
    const found = await world.workspace.asSystem((scope) =>
      countFlows(scope, { edges, rule: by, filter: {}, groupBy: null }),
    );
    expect(found.buckets.map((one) => one.whole)).toEqual(
      periodsOf(edges).map((one) => flowByHand(world.people, one, by)),
    );
    expect(found.whole.whole).toEqual(flowByHand(world.people, whole, by));
  }
});
