import { describe, expect, test } from "vitest";
import { fitOf, tiesOf } from "@/lib/brand/rules";

describe("how well a touchpoint fits", () => {
  const customers = (score: number, n: number, on: string) => ({ by: "customers" as const, score, n, on });
  const visit = (score: number, on: string) => ({ by: "mystery" as const, score, n: 1, on });

  test("customers of the latest day, weighted by how many; of visits all", () => {
    const ratings = [
      customers(2, 100, "2026-01-01"),
      customers(4, 30, "2026-04-01"),
      customers(5, 10, "2026-04-01"),
      visit(3, "2026-01-01"),
      visit(4, "2026-02-01"),
    ];
    expect(fitOf(ratings, "customers")).toEqual({ score: 4.25, n: 40, on: "2026-04-01" });
    expect(fitOf(ratings, "mystery")).toEqual({ score: 3.5, n: 2, on: "2026-02-01" });
  });

  test("nobody is null and not 0", () => {
    expect(fitOf([visit(3, "2026-01-01")], "customers")).toBeNull();
  });
});

describe("what is tied to the overall judgement", () => {
  test("certain ones first; too few are not told", () => {
    const ties = tiesOf([
      { touchpointId: 1, n: 200, r: 0.2 },
      { touchpointId: 2, n: 200, r: 0.5 },
      { touchpointId: 3, n: 29, r: 0.9 },
      { touchpointId: 4, n: 200, r: 0.02 },
      { touchpointId: 5, n: 200, r: null },
    ]);
    const strength = new Map(ties.map((tie) => [tie.touchpointId, tie.strength]));
    expect(strength).toEqual(
      new Map([
        [3, "tooFew"],
        [2, "closely"],
        [1, "loosely"],
        [4, "notCertain"],
        [5, "tooFew"],
      ]),
    );
  });
});
