import { describe, expect, test } from "vitest";
import { CONCENTRATED_FROM, concentrations, type PhaseLoad, shareOf } from "@/lib/phasebook/rules/coverage";

const phase = (key: string, load: Partial<PhaseLoad>): PhaseLoad => ({
  ...{ key, name: key, touchpoints: 0, feedback: 0, measures: 0, budget: 0, personDays: 0 },
  ...load,
});

describe("what sits in one phase", () => {
  const story = [
    phase("acquisition", { touchpoints: 19, budget: 7_500_000, personDays: 170 }),
    phase("active", { touchpoints: 26, budget: 39_200_000, personDays: 780 }),
    phase("passive", { touchpoints: 7, budget: 1_400_000, personDays: 25 }),
  ];

  test("is the money of the story, and not its touchpoints", () => {
    const found = concentrations(story);
    expect(found.map(({ kind, most, least }) => [kind, most.key, least.key])).toEqual([
      ["budget", "active", "passive"],
    ]);
    expect([found[0]?.mostShare, found[0]?.leastShare].map((one) => one?.toFixed(3))).toEqual([
      "0.815",
      "0.029",
    ]);
  });

  test("begins where one phase has twice as much as all others together", () => {
    const two = (feedback: number) => [phase("a", { feedback }), phase("b", { feedback: 10 })];
    expect(concentrations(two(20)).map(({ kind }) => kind)).toEqual(["feedback"]);
    expect(concentrations(two(19))).toEqual([]);
    expect(CONCENTRATED_FROM).toBeCloseTo(2 / 3);
  });

  test("is nothing where there is nothing, and nothing where there is one phase", () => {
    expect(concentrations([phase("a", {}), phase("b", {})])).toEqual([]);
    expect(concentrations([phase("a", { feedback: 9 })])).toEqual([]);
    expect(shareOf(phase("a", {}), [phase("a", {})], "budget")).toBeNull();
  });

  test("says one sentence for each kind, money first", () => {
    const all = { touchpoints: 9, feedback: 9, budget: 9, personDays: 9 };
    expect(concentrations([phase("a", all), phase("b", {})]).map(({ kind }) => kind)).toEqual([
      "budget",
      "touchpoints",
      "feedback",
    ]);
  });
});
