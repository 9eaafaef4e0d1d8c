import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_SCALE,
  isOnScale,
  isScale,
  isScaleOf,
  pointsOf,
  requireScaleOf,
  SCALES,
  SCALES_OF,
  widthOf,
} from "@/lib/metrics/scales";
import {
  addTallies,
  countWhere,
  entriesOf,
  meanOf,
  momentsOfTally,
  requireOnScale,
  tallyOf,
  totalOf,
  varianceOf,
} from "@/lib/metrics/tally";
import { momentsOf } from "@/lib/stats/moments";

const scores = fc.array(fc.integer({ min: -2, max: 10 }), { minLength: 2, maxLength: 200 });

describe("tally", () => {
  test("counts, adds and sorts", () => {
    const tally = tallyOf([5, 5, 4, -2]);
    expect(tally).toEqual({ 4: 1, 5: 2, "-2": 1 });
    expect(entriesOf(tally)).toEqual([
      [-2, 1],
      [4, 1],
      [5, 2],
    ]);
    expect(addTallies(tally, { 5: 3 }, {})).toEqual({ 4: 1, 5: 5, "-2": 1 });
    expect(totalOf(tally)).toBe(4);
    expect(countWhere(tally, (score) => score > 4)).toBe(2);
  });

  test("nobody answered is null, never 0", () => {
    expect(meanOf({})).toBeNull();
    expect(meanOf({ 3: 0 })).toBeNull();
    expect(varianceOf({ 3: 1 })).toBeNull();
    expect(meanOf({ 0: 4 })).toBe(0);
  });

  test("one tally says the same as the single scores", () => {
    fc.assert(
      fc.property(scores, (values) => {
        const single = momentsOf(values);
        const tallied = momentsOfTally(tallyOf(values));
        expect(tallied?.n).toBe(single?.n);
        expect(tallied?.mean).toBeCloseTo(single?.mean ?? Number.NaN, 12);
        expect(tallied?.variance).toBeCloseTo(single?.variance ?? Number.NaN, 9);
      }),
    );
  });

  test("stays exact with a hundred million answers", () => {
    const half = 50_000_000;
    expect(momentsOfTally({ 9: half, 10: half })).toEqual({
      n: 2 * half,
      mean: 9.5,
      variance: (0.25 * 2 * half) / (2 * half - 1),
    });
  });

  test("refuses what is not a count or not on the scale", () => {
    expect(() => totalOf({ 5: 1.5 })).toThrow(expect.objectContaining({ code: "badCount" }));
    expect(() => totalOf({ 5: -1 })).toThrow(expect.objectContaining({ code: "badCount" }));
    expect(() => meanOf({ 3.3: 1 })).toThrow(expect.objectContaining({ code: "badInput" }));
    expect(() => requireOnScale({ 6: 1 }, "1-5")).toThrow(
      expect.objectContaining({
        code: "scoreOutsideScale",
        message: 'The score 6 is not on the scale "1-5"',
      }),
    );
    expect(requireOnScale({ 6: 0, 5: 1 }, "1-5")).toEqual({ 5: 1, 6: 0 });
  });
});

describe("scales", () => {
  test("have at most eleven points", () => {
    for (const scale of Object.keys(SCALES).filter(isScale)) {
      expect(pointsOf(scale).length).toBeLessThanOrEqual(11);
      expect(pointsOf(scale).every((point) => isOnScale(scale, point))).toBe(true);
    }
    expect(pointsOf("-2-2")).toEqual([-2, -1, 0, 1, 2]);
    expect(widthOf("1-5")).toBe(4);
    expect(isOnScale("1-5", 2.5)).toBe(false);
    expect(isOnScale("1-5", 0)).toBe(false);
  });

  test("defaults are allowed, other scales are refused by name", () => {
    expect(isScaleOf("nps", DEFAULT_SCALE.nps ?? "")).toBe(true);
    expect(isScaleOf("csat", DEFAULT_SCALE.csat ?? "")).toBe(true);
    expect(SCALES_OF.ces.every((scale) => requireScaleOf("ces", scale) === scale)).toBe(true);
    expect(() => requireScaleOf("nps", "1-5")).toThrow(expect.objectContaining({ code: "scaleNotAllowed" }));
    expect(() => requireScaleOf("nps", "1-99")).toThrow(expect.objectContaining({ code: "unknownScale" }));
    expect(() => requireScaleOf("nps", "toString")).toThrow(
      expect.objectContaining({ code: "unknownScale" }),
    );
  });
});
