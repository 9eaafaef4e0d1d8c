import { describe, expect, test } from "vitest";
import { ces } from "@/lib/metrics/ces";
import { compareMeans } from "@/lib/metrics/compare-means";
import { compareShares } from "@/lib/metrics/compare-shares";
import {
  effectOnMean,
  effectOnNps,
  effectOnShare,
  type FourGroups,
} from "@/lib/metrics/difference-in-differences";
import { effectVerdict } from "@/lib/metrics/measure-effect";
import { promisesKept } from "@/lib/metrics/promises-kept";
import { rating } from "@/lib/metrics/rating";
import { addTallies, type Tally } from "@/lib/metrics/tally";
import { dueBy, type Target, targetStatus } from "@/lib/metrics/target-status";

/** Counts of the scores 1, 2, 3, …, of several groups pooled. */
function counts(...groups: number[][]): Tally {
  return addTallies(...groups.map((group) => Object.fromEntries(group.map((n, i) => [i + 1, n]))));
}

// The installation visit of the demo company: with companion in half of the regions, without it in the others.
const PILOT = {
  before: counts([3, 4, 6, 6, 5], [2, 5, 7, 6, 4], [7, 10, 18, 20, 11], [7, 11, 17, 20, 11]),
  after: counts([1, 1, 3, 9, 11], [0, 1, 3, 8, 13], [3, 5, 12, 25, 22], [2, 4, 11, 25, 25]),
};
const REST = {
  before: counts([3, 4, 7, 6, 4], [3, 4, 6, 7, 4], [7, 11, 17, 20, 11], [6, 11, 18, 19, 12]),
  after: counts([3, 5, 6, 6, 5], [2, 5, 7, 6, 4], [7, 10, 18, 19, 12], [6, 11, 17, 20, 13]),
};
const LATER = counts([0, 1, 2, 8, 13], [2, 4, 10, 26, 25]);

describe("effect of a measure (planted story)", () => {
  test("with companion +0.76, without +0.03: effect 0.73 [0.38, 1.07]", () => {
    const effect = effectOnMean({ touched: PILOT, others: REST });
    expect(compareMeans(PILOT.before, PILOT.after)?.value).toBeCloseTo(0.76, 2);
    expect(compareMeans(REST.before, REST.after)?.value).toBeCloseTo(0.03, 2);
    expect(effect?.value).toBeCloseTo(0.73, 2);
    expect(effect?.interval?.low).toBeCloseTo(0.38, 2);
    expect(effect?.interval?.high).toBeCloseTo(1.07, 2);
    expect(effectVerdict(effect, "higher", 0.74)).toEqual({
      verdict: "works",
      leastCertain: effect?.interval?.low,
    });
  });

  test("young families alone: 0.97 [0.30, 1.64]", () => {
    const effect = effectOnMean({
      touched: {
        before: counts([3, 4, 6, 6, 5], [2, 5, 7, 6, 4]),
        after: counts([1, 1, 3, 9, 11], [0, 1, 3, 8, 13]),
      },
      others: {
        before: counts([3, 4, 7, 6, 4], [3, 4, 6, 7, 4]),
        after: counts([3, 5, 6, 6, 5], [2, 5, 7, 6, 4]),
      },
    });
    expect(effect?.value).toBeCloseTo(0.97, 2);
    expect(effect?.interval?.low).toBeCloseTo(0.3, 2);
    expect(effect?.interval?.high).toBeCloseTo(1.64, 2);
  });

  test("the later roll-out: 0.82 [0.55, 1.10]", () => {
    const effect = compareMeans(REST.after, LATER);
    expect(effect?.value).toBeCloseTo(0.82, 2);
    expect(effect?.interval?.low).toBeCloseTo(0.55, 2);
    expect(effect?.interval?.high).toBeCloseTo(1.1, 2);
  });

  test("chatbot: no effect, at most 0.3 where 0.6 was the target", () => {
    const effect = compareMeans(counts([40, 63, 58, 53, 45, 32, 21]), counts([44, 66, 62, 58, 47, 35, 22]));
    const judged = effectVerdict(effect, "lower", 3 - 3.58);
    expect(judged.verdict).toBe("noEffect");
    expect(judged.leastCertain).toBeCloseTo(0.28, 2);
    expect(effectVerdict(effect, "lower", -0.2).verdict).toBe("notYetCertain");
    expect(effectVerdict(effect, "lower", null).verdict).toBe("notYetCertain");
  });

  test("a measure may harm; without interval nothing is certain", () => {
    expect(effectVerdict(compareMeans(PILOT.after, PILOT.before), "higher", 0.5).verdict).toBe("harms");
    expect(effectVerdict(compareMeans(PILOT.after, PILOT.before), "lower", -0.5).verdict).toBe("works");
    expect(effectVerdict(null, "higher", 1)).toEqual({ verdict: "notYetCertain", leastCertain: null });
  });

  test("an empty group makes no difference of differences", () => {
    expect(effectOnMean({ touched: PILOT, others: { before: {}, after: REST.after } })).toBeNull();
    const one = effectOnMean({ touched: PILOT, others: { before: { 3: 1 }, after: REST.after } });
    expect(one).toMatchObject({ interval: null, p: null });
    const unanimous = { before: { 3: 9 }, after: { 4: 9 } };
    expect(effectOnMean({ touched: unanimous, others: unanimous })).toMatchObject({ value: 0, p: 1 });
  });
});

describe("difference in differences of shares and of NPS", () => {
  const none = { numerator: 0, denominator: 10 };

  test("is the difference of the two differences, with the variances added", () => {
    const groups: FourGroups<{ numerator: number; denominator: number }> = {
      touched: { before: { numerator: 50, denominator: 100 }, after: { numerator: 70, denominator: 100 } },
      others: { before: { numerator: 40, denominator: 80 }, after: { numerator: 44, denominator: 80 } },
    };
    const effect = effectOnShare(groups);
    expect(effect?.value).toBeCloseTo(0.15, 12);
    const se = Math.sqrt(0.25 / 100 + 0.21 / 100 + 0.25 / 80 + 0.2475 / 80);
    expect(effect?.interval?.high).toBeCloseTo(0.15 + 1.959964 * se, 6);
    const all = { touched: { before: none, after: none }, others: { before: none, after: none } };
    expect(effectOnShare(all)).toMatchObject({ value: 0, p: 1 });
    expect(effectOnShare(all)?.interval?.high).toBeGreaterThan(0);
    expect(
      effectOnShare({ ...all, others: { before: none, after: { numerator: 0, denominator: 0 } } }),
    ).toBeNull();
  });

  test("NPS in points", () => {
    const tallies = {
      touched: { before: { 6: 50, 9: 50 }, after: { 6: 20, 9: 80 } },
      others: { before: { 8: 5 }, after: { 8: 5 } },
    };
    expect(effectOnNps(tallies)?.value).toBeCloseTo(60, 12);
    const unanimous = {
      touched: { before: { 8: 5 }, after: { 8: 5 } },
      others: { before: { 8: 5 }, after: { 8: 5 } },
    };
    expect(effectOnNps(unanimous)).toMatchObject({ value: 0, p: 1 });
    expect(effectOnNps({ ...unanimous, touched: { before: {}, after: { 8: 5 } } })).toBeNull();
  });
});

describe("where a measure stands against its target", () => {
  const QUARTER = { startedOn: "2026-01-01", dueOn: "2027-01-01" };
  const target = (start: number | null, to: number): Target => ({ ...QUARTER, start, target: to });

  test("reached: at the target, and the change since the start is certain", () => {
    const now = addTallies(LATER, counts([0, 1, 2, 9, 12], [2, 3, 9, 27, 26]));
    const before = addTallies(PILOT.before, REST.before);
    const change = compareMeans(before, now);
    expect(targetStatus(rating(now, "1-5"), { asOf: "2026-07-01", target: target(3.26, 4), change })).toBe(
      "reached",
    );
    const unsure = compareMeans(now, now);
    expect(
      targetStatus(rating(now, "1-5"), { asOf: "2026-07-01", target: target(3.26, 4), change: unsure }),
    ).toBe("onTrack");
  });

  test("without a start the target alone decides: 31.5 % won back, 30 % wanted", () => {
    expect(
      targetStatus(promisesKept(98, 311), { asOf: "2026-07-01", target: target(null, 0.3), change: null }),
    ).toBe("reached");
  });

  test("off track: even the favourable bound is behind the line", () => {
    const change = compareShares({ numerator: 171, denominator: 249 }, { numerator: 168, denominator: 246 });
    expect(
      targetStatus(promisesKept(168, 246), { asOf: "2026-10-01", target: target(0.69, 0.9), change }),
    ).toBe("offTrack");
  });

  test("before its day, what moves the right way too slowly is not yet certain; on its day it is off track", () => {
    const [before, now] = [counts([20, 27, 46, 43, 27]), counts([18, 26, 45, 46, 29])];
    const judge = (asOf: string) =>
      targetStatus(rating(now, "1-5"), {
        asOf,
        target: target(3.18, 3.9),
        change: compareMeans(before, now),
      });
    expect(judge("2026-09-01")).toBe("notYetCertain");
    expect(judge("2027-01-01")).toBe("offTrack");
  });

  test("on track or not yet certain in between, where low is good as well", () => {
    const effort = (tally: Tally) => ces([{ scale: "EFFORT_1_7", tally }]);
    const now = effort(counts([20, 30, 30, 10]));
    const judge = (start: number, to: number, asOf: string) =>
      targetStatus(now, { asOf, target: target(start, to), change: null });
    expect(now.value).toBeCloseTo(2.333, 3);
    expect(judge(4, 2, "2026-07-01")).toBe("onTrack");
    expect(judge(2.4, 2.2, "2026-12-01")).toBe("notYetCertain");
    expect(judge(2.4, 2.3, "2027-01-01")).toBe("notYetCertain");
    expect(judge(4, 1.5, "2027-01-01")).toBe("offTrack");
    expect(targetStatus(effort({}), { asOf: "2026-07-01", target: target(4, 2), change: null })).toBe(
      "nobodyAnswered",
    );
  });

  test("the value due by a day lies on the straight line", () => {
    expect(dueBy(target(3, 4), "2026-01-01")).toBe(3);
    expect(dueBy(target(3, 4), "2026-07-02")).toBeCloseTo(3 + 182 / 365, 12);
    expect(dueBy(target(3, 4), "2027-06-01")).toBe(4);
    expect(dueBy(target(3, 4), "2025-06-01")).toBe(3);
    expect(dueBy(target(null, 4), "2026-01-01")).toBe(4);
  });
});
