import { describe, expect, test } from "vitest";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import { pooledGap, pooledGaps } from "@/lib/expectations/rules/rank-gaps";
import type { Tally } from "@/lib/metrics/tally";

/** As much of a row as its group reads. */
const row = (experience: Tally, expected: number): GapRow =>
  ({
    question: { metric: "csat", scale: "1-5" },
    experience: { n: Object.values(experience).reduce((sum, n) => sum + n, 0) },
    expected: { value: expected },
    gap: {},
    verdict: "notYetCertain",
    parts: [{ experience, expected }],
  }) as unknown as GapRow;

const how = { tolerance: 0.2, fewBelow: 30 };
/** Just below what is expected: p is about 0.03. */
const edge = [row({ 2: 10, 3: 20, 4: 20 }, 3.44)];
const far = (n: number) => Array.from({ length: n }, () => [row({ 2: 10, 3: 20, 4: 20 }, 3.2)]);

describe("cells of a map", () => {
  test("are missed only after the correction for so many comparisons", () => {
    expect(pooledGap(edge, how).verdict).toBe("missed");
    const [among] = pooledGaps([edge, ...far(12)], how);
    expect(among?.verdict).toBe("notYetCertain");
    expect(among?.gap?.p).toBe(pooledGap(edge, how).gap?.p);
  });

  test("are met by their range alone, however many stand beside them", () => {
    const met = [row({ 3: 2, 4: 40, 5: 40 }, 4.4)];
    expect(pooledGaps([met, ...far(12)], how)[0]?.verdict).toBe("met");
  });

  test("are marked below the number that the workspace has set", () => {
    expect([49, 50, 51].map((fewBelow) => pooledGap(edge, { ...how, fewBelow }).thin)).toEqual([
      "enough",
      "enough",
      "few",
    ]);
    expect(pooledGap([row({ 4: 4 }, 4)], how)).toMatchObject({ gap: null, thin: "suppressed" });
  });
});
