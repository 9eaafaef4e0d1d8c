import fc from "fast-check";
import { expect, test } from "vitest";
import { spellsOf } from "@/lib/metrics/contract-spells";
import { closeRate, conversion, type PhaseEntry } from "@/lib/metrics/conversion";
import type { Period } from "@/lib/metrics/day";
import { type Grain, grains } from "@/lib/period/grain";
import { measureCloseRate, measureConversion } from "@/lib/retention/queries/measure-conversion";
import { edgesOf } from "@/lib/retention/rules/edges";
import type { Person } from "./by-hand";
import { dayOfWorld, phaseKeys } from "./facts";
import { anyPeriod, anyWorld, ownWorlds, periodsOf } from "./worlds";

const worldOf = ownWorlds();

/** The order of the phases; the last of them is no step forward, and nothing follows the one before. */
const entered = [0, 1, 2, 3];
const forward = [0, 1, 2, 3, 4];

/** The first entry into a phase within a period, and when a later phase was reached. */
function entryInto({ moves }: Person, phase: number, { from, to }: Period): PhaseEntry[] {
  const first = moves.find((move) => move.phase === phase && move.day >= from && move.day < to);
  if (!first) return [];
  const instant = (move: Person["moves"][number]) => `${move.day} ${String(move.hour).padStart(2, "0")}`;
  const next = moves.find(
    (move) => move.phase > phase && forward.includes(move.phase) && instant(move) >= instant(first),
  );
  return [{ enteredOn: first.day, reachedOn: next?.day ?? null }];
}

function decisionOf({ moves, orders, contracts }: Person, { from, to }: Period): PhaseEntry[] {
  const first = moves.find((move) => move.phase === 2 && move.day >= from && move.day < to);
  if (!first) return [];
  const begun = contracts
    .filter((contract) => spellsOf([contract]).length > 0)
    .map(({ startedOn }) => startedOn);
  const deals = [...orders.map(({ day }) => day), ...begun].filter((day) => day >= first.day).sort();
  return [{ enteredOn: first.day, reachedOn: deals[0] ?? null }];
}

const request = fc.record({
  world: anyWorld,
  period: anyPeriod,
  today: fc.integer({ min: 0, max: 260 }).map(dayOfWorld),
  windowDays: fc.integer({ min: 1, max: 60 }),
  grain: fc.option(fc.constantFrom<Grain>(...grains), { freq: 2 }),
  phases: fc.option(fc.subarray(entered, { minLength: 1 }), { freq: 2 }),
  byPhase: fc.boolean(),
});

test("conversion, pooled over the steps, by step and in time", async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ world: n, period, today, windowDays, grain, phases, byPhase }) => {
      const { workspace, people, planted } = worldOf(n);
      const figure = await workspace.asSystem((scope) =>
        measureConversion(scope, {
          asked: period,
          today,
          windowDays,
          filter: phases ? { phase: phases.map((phase) => planted.phaseIds[phase] ?? 0) } : {},
          groupBy: byPhase ? "phase" : grain,
        }),
      );
      const byHand = (some: readonly number[], within: Period) =>
        conversion(
          some.flatMap((phase) => people.flatMap((person) => entryInto(person, phase, within))),
          { windowDays, observedUntil: today },
        ).counts;
      const meant = phases ?? entered;
      expect(figure.measured.counts).toEqual(byHand(meant, period));
      const groups = figure.groups?.map(({ key, measured }) => [key, measured.counts]) ?? [];
      if (byPhase) {
        const wanted = meant
          .map((phase) => [phaseKeys[phase], byHand([phase], period)] as const)
          .filter(([, counts]) => counts.denominator > 0);
        expect(Object.fromEntries(groups)).toEqual(Object.fromEntries(wanted));
      } else if (grain) {
        const edges = edgesOf(period, grain);
        const wanted = periodsOf(edges).map((within, b) => [edges.keys[b], byHand(meant, within)]);
        // Where nobody ever entered such a phase there is nothing to cut into pieces.
        if (groups.length > 0) expect(groups).toEqual(wanted);
      }
    }),
    { numRuns: 250, seed: 41 },
  );
}, 300_000);

test("close rate: from the decision to the next contract or order", async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ world: n, period, today, windowDays, grain }) => {
      const { workspace, people } = worldOf(n);
      const figure = await workspace.asSystem((scope) =>
        measureCloseRate(scope, { asked: period, today, windowDays, filter: {}, groupBy: grain }),
      );
      const byHand = (within: Period) =>
        closeRate(
          people.flatMap((person) => decisionOf(person, within)),
          { windowDays, observedUntil: today },
        ).counts;
      expect(figure.measured.counts).toEqual(byHand(period));
      const edges = edgesOf(period, grain);
      if (grain)
        expect(figure.groups?.map(({ key, measured }) => [key, measured.counts])).toEqual(
          periodsOf(edges).map((within, b) => [edges.keys[b], byHand(within)]),
        );
    }),
    { numRuns: 150, seed: 42 },
  );
}, 300_000);

test("a phase that nothing follows is refused", async () => {
  const { workspace, planted } = worldOf(0);
  for (const phase of [4, 5]) {
    const attempt = workspace.asSystem((scope) =>
      measureConversion(scope, {
        asked: {},
        today: dayOfWorld(0),
        windowDays: 30,
        filter: { phase: [planted.phaseIds[phase] ?? 0] },
        groupBy: null,
      }),
    );
    await expect(attempt).rejects.toMatchObject({ code: "invalid", reason: "noNextPhase" });
  }
});
