import { describe, expect, test } from "vitest";
import { ces } from "@/lib/metrics/ces";
import { churn } from "@/lib/metrics/churn";
import { compareMeans } from "@/lib/metrics/compare-means";
import { compareNps } from "@/lib/metrics/compare-nps";
import { compareShares } from "@/lib/metrics/compare-shares";
import type { Measured } from "@/lib/metrics/measured";
import { nps } from "@/lib/metrics/nps";
import { rating } from "@/lib/metrics/rating";
import { type Share, share } from "@/lib/metrics/share";
import type { Tally } from "@/lib/metrics/tally";
import { thinness } from "@/lib/metrics/thin-data";
import { verdictOfChange } from "@/lib/metrics/verdict-of-change";
import { describeWithSharedData, sharedVector } from "../../support/shared-data";

function npsOf(promoters: number, passives: number, detractors: number): Tally {
  return { 0: detractors, 7: passives, 10: promoters };
}

function verdictOfNps(before: Tally, after: Tally, more = {}) {
  return verdictOfChange({
    before: nps(before),
    after: nps(after),
    difference: compareNps(before, after),
    ...more,
  });
}

function of(numerator: number, denominator: number): Share {
  return { numerator, denominator };
}

function verdictOfShares(before: Share, after: Share) {
  return verdictOfChange({
    before: share("churn", before),
    after: share("churn", after),
    difference: compareShares(before, after),
  });
}

describe("the words for a change of NPS (planted story)", () => {
  test.each([
    ["price change", npsOf(536, 426, 283), npsOf(488, 416, 341), "down"],
    ["recovery", npsOf(488, 416, 341), npsOf(522, 415, 304), "notYetCertain"],
    ["last quarter", npsOf(514, 416, 314), npsOf(522, 415, 304), "usualRange"],
    ["price, both halves", npsOf(122, 116, 87), npsOf(78, 108, 145), "down"],
    ["with guarantee", npsOf(46, 52, 38), npsOf(46, 53, 40), "usualRange"],
    ["seniors", npsOf(128, 80, 42), npsOf(126, 80, 43), "usualRange"],
    ["families", npsOf(120, 93, 60), npsOf(131, 92, 49), "usualRange"],
    ["small businesses", npsOf(63, 44, 30), npsOf(52, 44, 40), "notYetCertain"],
  ])("%s", (_, before, after, wanted) => {
    expect(verdictOfNps(before, after)).toBe(wanted);
  });

  test("fewer than thirty answers on a side, or none, are too few", () => {
    expect(verdictOfNps(npsOf(29, 0, 0), npsOf(0, 0, 900))).toBe("tooFew");
    expect(verdictOfNps(npsOf(30, 0, 0), npsOf(0, 0, 900))).toBe("down");
    expect(verdictOfNps({}, npsOf(0, 0, 900))).toBe("tooFew");
  });

  test("a change beyond the reader's threshold is worth a second look", () => {
    const [before, after] = [npsOf(514, 416, 314), npsOf(522, 415, 304)];
    expect(verdictOfNps(before, after, { threshold: 1 })).toBe("notYetCertain");
    expect(verdictOfNps(before, after, { threshold: 2 })).toBe("usualRange");
  });

  test("a certain change that fails the correction of its list is not yet certain", () => {
    const [before, after] = [npsOf(536, 426, 283), npsOf(488, 416, 341)];
    expect(verdictOfNps(before, after, { passesList: false })).toBe("notYetCertain");
  });

  test("other scales or other rules are not comparable", () => {
    const [before, after] = [npsOf(536, 426, 283), npsOf(488, 416, 341)];
    expect(verdictOfNps(before, after, { comparable: false })).toBe("notComparable");
    const fives: Measured = rating({ 5: 40 }, "1-5");
    const sevens: Measured = rating({ 5: 40 }, "1-7");
    expect(verdictOfChange({ before: fives, after: sevens, difference: null })).toBe("notComparable");
    const [quarter, half] = [90, 180].map((inactivityDays) =>
      churn({ start: 900, lost: 90 }, { inactivityDays }),
    );
    if (!quarter || !half) throw new Error("two rates were made");
    const difference = compareShares(quarter.counts, half.counts);
    expect(verdictOfChange({ before: quarter, after: half, difference })).toBe("notComparable");
    expect(verdictOfChange({ before: quarter, after: quarter, difference })).toBe("usualRange");
  });
});

describe("the words for a change of a share of customers (planted story)", () => {
  test.each([
    ["all, price change", of(251, 8409), of(322, 8528), 0.0079, 0.0025, 0.0134, "up"],
    ["all, recovery", of(322, 8528), of(270, 8778), -0.007, -0.0125, -0.0016, "down"],
    ["price without guarantee", of(29, 1107), of(96, 1078), 0.0629, 0.0437, 0.083, "up"],
    ["price with guarantee", of(50, 1039), of(52, 1097), -0.0007, -0.0192, 0.0175, "usualRange"],
    ["seniors", of(26, 1594), of(26, 1601), -0.0001, -0.0091, 0.009, "usualRange"],
    ["small businesses", of(21, 957), of(33, 971), 0.012, -0.0029, 0.0274, "notYetCertain"],
    ["early loss", of(31, 401), of(16, 409), -0.0382, -0.072, -0.0058, "down"],
    ["repurchase", of(1294, 3168), of(1412, 3254), 0.0255, 0.0013, 0.0496, "up"],
  ])("%s", (_, before, after, value, low, high, wanted) => {
    const found = compareShares(before, after);
    expect(found?.value).toBeCloseTo(value, 4);
    expect(found?.interval?.low).toBeCloseTo(low, 4);
    expect(found?.interval?.high).toBeCloseTo(high, 4);
    expect(verdictOfShares(before, after)).toBe(wanted);
  });

  test("Fisher's exact test where an expected count is below 5, customers at any size", () => {
    const [before, after] = [of(0, 12), of(9, 12)];
    expect(compareShares(before, after)).toMatchObject({ method: "newcombeFisher", value: 0.75 });
    expect(verdictOfShares(before, after)).toBe("up");
    expect(compareShares(of(50, 100), of(60, 100))?.method).toBe("newcombePooledZ");
    expect(compareShares(of(0, 0), of(1, 2))).toBeNull();
  });
});

describe("difference of two means", () => {
  test("planted: chatbot −0.01 [−0.28, +0.27]", () => {
    const before = { 1: 40, 2: 63, 3: 58, 4: 53, 5: 45, 6: 32, 7: 21 };
    const after = { 1: 44, 2: 66, 3: 62, 4: 58, 5: 47, 6: 35, 7: 22 };
    const found = compareMeans(before, after);
    expect(found?.value).toBeCloseTo(-0.01, 2);
    expect(found?.interval?.low).toBeCloseTo(-0.28, 2);
    expect(found?.interval?.high).toBeCloseTo(0.27, 2);
    const scored = [before, after].map((tally) => ces([{ scale: "EFFORT_1_7", tally }]));
    const [a, b] = scored;
    if (a === undefined || b === undefined) throw new Error("two scores were made");
    expect(verdictOfChange({ before: a, after: b, difference: found })).toBe("usualRange");
  });

  // SciPy 1.17, ttest_ind(equal_var=False)
  test("agrees with an independent Welch test", () => {
    const found = compareMeans({ 1: 3, 2: 4, 5: 2 }, { 2: 2, 4: 6, 5: 5 });
    expect(found?.value).toBeCloseTo(1.7435897435897432, 12);
    expect(found?.p).toBeCloseTo(0.012556823361503159, 10);
    expect(found?.interval?.low).toBeCloseTo(0.44343685362082885, 9);
    expect(found?.interval?.high).toBeCloseTo(3.0437426335586575, 9);
  });

  test("one answer gives no interval, unanimous answers one without width", () => {
    expect(compareMeans({ 3: 1 }, { 4: 5 })).toMatchObject({ value: 1, interval: null, p: null });
    expect(compareMeans({ 3: 5 }, { 4: 5 })).toMatchObject({ interval: { low: 1, high: 1 }, p: 0 });
    expect(compareMeans({ 3: 5 }, { 3: 5 })?.p).toBe(1);
    expect(compareMeans({}, { 4: 5 })).toBeNull();
  });
});

test("how thin is a slice of scores?", () => {
  expect([0, 1, 4, 5, 29, 30].map((n) => thinness(n))).toEqual([
    "none",
    "suppressed",
    "suppressed",
    "few",
    "few",
    "enough",
  ]);
});

test("a share that is none is refused", () => {
  expect(() => share("churn", of(3, 2))).toThrow(expect.objectContaining({ code: "badCount" }));
  expect(() => share("churn", of(-1, 2))).toThrow(expect.objectContaining({ code: "badCount" }));
  expect(() => share("churn", of(0.5, 2))).toThrow(expect.objectContaining({ code: "badCount" }));
});

describeWithSharedData("difference of two shares, published values", () => {
  test("1,655 of 3,875 against 166 of 1,473", () => {
    const { expected } = sharedVector<
      unknown,
      { diff: number; p_two_sided: number; newcombe_wilson95: [number, number] }
    >("two-prop-z");
    const found = compareShares(of(166, 1473), of(1655, 3875));
    expect(found?.value).toBeCloseTo(expected.diff, 7);
    expect((found?.p ?? 0) / expected.p_two_sided).toBeCloseTo(1, 4);
    expect(found?.interval?.low).toBeCloseTo(expected.newcombe_wilson95[0], 7);
    expect(found?.interval?.high).toBeCloseTo(expected.newcombe_wilson95[1], 7);
  });
});
