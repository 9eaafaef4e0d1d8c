import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { countCustomers } from "@/lib/customers/queries/list-customer-rows";
import { Prisma } from "@/lib/db/generated/client";
import { readOne } from "@/lib/db/reading";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import { localDay } from "@/lib/period/local-day";
import { noticesReading } from "@/lib/retention/queries/count-notices";
import { customerSet } from "@/lib/retention/queries/customer-set";
import { listCohorts } from "@/lib/retention/queries/list-cohorts";
import { listSurvival } from "@/lib/retention/queries/list-survival";
import { measureChurn } from "@/lib/retention/queries/measure-churn";
import { measureCloseRate, measureConversion } from "@/lib/retention/queries/measure-conversion";
import { measureRepurchase } from "@/lib/retention/queries/measure-repurchase";
import type { CustomerFilter } from "@/lib/retention/queries/traits";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import type { CustomerSetInput } from "@/lib/retention/schema";
import type { TraitFilter } from "../metrics/by-hand";
import { groupKeys, phaseKeys } from "../metrics/facts";
import { anyFilter, anyPeriod, anyWorld, inIds, ownWorlds } from "../metrics/worlds";

const world = ownWorlds();
const today = "2027-01-01";

/** How many customers the list of a set has. */
async function members(scope: Scope, input: CustomerSetInput): Promise<number> {
  const set = await customerSet(scope, input);
  if (!set) throw new Error("There is a set.");
  return countCustomers(scope, [set(Prisma.sql`t."id"`)]);
}

/** A filter as the address writes it. */
const inAddress = (given: TraitFilter): Partial<CustomerSetInput> => ({
  "set.plan": given.plan,
  "set.phase": given.phase?.map((n) => phaseKeys[n] ?? ""),
  "set.product-group": given["product-group"]?.map((n) => groupKeys[n] ?? ""),
});

const anyRule = fc.oneof(
  fc.constant<ActivityRule>({ rule: "contract" }),
  fc
    .integer({ min: 5, max: 60 })
    .map((inactivityDays): ActivityRule => ({ rule: "inactivity", inactivityDays, ownMedianTimes: null })),
);

const ruleInAddress = (rule: ActivityRule): Partial<CustomerSetInput> =>
  rule.rule === "contract"
    ? { "set.rule": "contract" }
    : { "set.rule": "inactivity", "set.inactivityDays": rule.inactivityDays };

const both = ({ counts }: Measured<Share>) => [counts.numerator, counts.denominator];

test("every number on churn has as many customers behind it as it says", async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, anyPeriod, anyRule, anyFilter, async (n, period, rule, given) => {
      const filter: CustomerFilter = inIds(world(n), given);
      await world(n).workspace.asSystem(async (scope) => {
        const asked = {
          "set.from": period.from,
          "set.to": period.to,
          ...ruleInAddress(rule),
          ...inAddress(given),
        };
        const count = (input: CustomerSetInput) => members(scope, { ...asked, ...input });
        const request = { period, today, rule, filter, leaveOutInvoluntary: false };
        const isContract = rule.rule === "contract";
        const churn = await measureChurn(scope, { ...request, groupBy: isContract ? "reason" : null });
        const [lost = 0, start = 0] = both(churn.measured);
        expect([await count({ set: "lost" }), await count({ set: "start" })]).toEqual([lost, start]);
        expect(await count({ set: "stayed" })).toBe(start - lost);
        for (const { key, measured } of isContract ? (churn.groups ?? []) : [])
          expect([key, await count({ set: "lost", "set.reason": key ?? "" })]).toEqual([
            key,
            measured.counts.numerator,
          ]);
        const { flow } = churn;
        if (!flow) return;
        expect({
          new: await count({ set: "new" }),
          earlyLost: await count({ set: "early-lost" }),
          back: await count({ set: "back" }),
          end: await count({ set: "end" }),
        }).toEqual({ new: flow.new, earlyLost: flow.earlyLost, back: flow.back, end: flow.end });
        if (isContract)
          expect(await count({ set: "lost", "set.involuntary": "only" })).toBe(flow.involuntary);
      });
    }),
    { numRuns: 25, seed: 7 },
  );
}, 180_000);

test("every plan, phase and product group leads to its own customers, also to those without one", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyWorld,
      anyPeriod,
      fc.constantFrom("plan" as const, "phase" as const, "product-group" as const),
      async (n, period, trait) => {
        await world(n).workspace.asSystem(async (scope) => {
          const window = { "set.from": period.from, "set.to": period.to };
          const named = (key: string | null): Partial<CustomerSetInput> =>
            key === null ? { "set.without": trait } : { [`set.${trait}`]: [key] };
          const rule: ActivityRule = { rule: "contract" };
          const churn = await measureChurn(scope, {
            period,
            today,
            rule,
            filter: {},
            groupBy: trait,
            leaveOutInvoluntary: false,
          });
          for (const { key, measured } of churn.groups ?? []) {
            const asked = { ...window, "set.rule": "contract" as const, ...named(key) };
            const found = [
              await members(scope, { ...asked, set: "lost" }),
              await members(scope, { ...asked, set: "start" }),
            ];
            expect([trait, key, found]).toEqual([trait, key, both(measured)]);
          }
          const again = await measureRepurchase(scope, { asked: period, filter: {}, groupBy: trait });
          for (const { key, measured } of again.groups ?? []) {
            const asked = { ...window, ...named(key) };
            const found = [
              await members(scope, { ...asked, set: "bought-again" }),
              await members(scope, { ...asked, set: "bought" }),
            ];
            expect([trait, key, found]).toEqual([trait, key, both(measured)]);
          }
        });
      },
    ),
    { numRuns: 12, seed: 8 },
  );
}, 180_000);

test("so do notices, purchases, cohorts and the survival curve", async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, anyPeriod, async (n, period) => {
      await world(n).workspace.asSystem(async (scope) => {
        const window = { "set.from": period.from, "set.to": period.to };
        const notices = await readOne(scope.db, noticesReading(scope, { period, filter: {} }));
        expect([
          await members(scope, { ...window, set: "notices" }),
          await members(scope, { ...window, set: "saves" }),
        ]).toEqual([notices.given, notices.takenBack]);
        const again = await measureRepurchase(scope, { asked: period, filter: {}, groupBy: null });
        const days = again.also[0];
        expect(await members(scope, { ...window, set: "bought-days" })).toBe(days?.counts.numerator);
        const { cohorts, to } = await listCohorts(scope, { asked: period, filter: {} });
        for (const { cohort, active } of cohorts)
          for (const [age, customers] of active.entries())
            expect(
              await members(scope, {
                set: "cohort",
                "set.from": period.from,
                "set.to": to ?? undefined,
                "set.month": cohort,
                "set.age": age,
              }),
            ).toBe(customers);
        const survival = await listSurvival(scope, {
          from: null,
          asOf: period.to,
          rule: { rule: "contract" },
          filter: {},
          groupBy: null,
        });
        const [all] = survival.groups;
        const asked = { "set.to": period.to, "set.rule": "contract" as const };
        expect(await members(scope, { ...asked, set: "stays" })).toBe(all?.curve.n ?? 0);
        for (const { t, events } of all?.curve.steps ?? [])
          expect(await members(scope, { ...asked, set: "left", "set.age": t })).toBe(events);
      });
    }),
    { numRuns: 8, seed: 9 },
  );
}, 180_000);

test("and every step on the way in: who entered a phase, who took the next one, who closed", async () => {
  const anyStep = fc.record({ n: anyWorld, period: anyPeriod, days: fc.integer({ min: 1, max: 60 }) });
  await fc.assert(
    fc.asyncProperty(anyStep, async ({ n, period, days }) => {
      const { workspace, planted } = world(n);
      await workspace.asSystem(async (scope) => {
        // Sets are told as of the day on which the list is opened.
        const now = localDay(new Date(), scope.timeZone);
        const asked = { "set.from": period.from, "set.to": period.to, "set.days": days };
        const request = { asked: period, today: now, windowDays: days, groupBy: null };
        for (const phase of [0, 1, 2, 3]) {
          const filter = { phase: [planted.phaseIds[phase] ?? 0] };
          const { measured } = await measureConversion(scope, { ...request, filter });
          const into = { ...asked, "set.phase": [phaseKeys[phase] ?? ""] };
          expect([
            await members(scope, { ...into, set: "reached" }),
            await members(scope, { ...into, set: "entered" }),
          ]).toEqual(both(measured));
        }
        const closing = await measureCloseRate(scope, { ...request, filter: {} });
        expect([
          await members(scope, { ...asked, set: "closed" }),
          await members(scope, { ...asked, set: "decided" }),
        ]).toEqual(both(closing.measured));
      });
    }),
    { numRuns: 15, seed: 10 },
  );
}, 180_000);
