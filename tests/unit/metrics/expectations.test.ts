import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { criticality } from "@/lib/metrics/criticality";
import { gapOfGroups, gapOfPairs, gapOfSamples, gapToSetValue } from "@/lib/metrics/expectation-gap";
import { expectationSpread, isWideSpread } from "@/lib/metrics/expectation-spread";
import { gapPriority, gapVerdict } from "@/lib/metrics/gap-verdict";
import { inheritedExpectation } from "@/lib/metrics/inherited-expectation";
import { bestSplit, type Expecting } from "@/lib/metrics/splitting-attribute";
import { addTallies, type Tally, tallyOf } from "@/lib/metrics/tally";
import { studentQuantile } from "@/lib/stats/student-t";
import { describeWithSharedData, numbersOf, sharedCsv, sharedJson } from "../../support/shared-data";

/** Counts of the scores 1, 2, 3, 4, 5. */
function counts(...ofOneToFive: number[]): Tally {
  return Object.fromEntries(ofOneToFive.map((n, i) => [i + 1, n]));
}

describe("gap to an expectation set by hand (planted story)", () => {
  test.each([
    [
      "business",
      "fault-hotline",
      4.6,
      4.9,
      counts(17, 16, 27, 24, 12),
      -1.62,
      -1.88,
      -1.36,
      "missed",
      7.94,
      6.67,
    ],
    ["families", "moving", 4.3, 4.6, counts(9, 11, 13, 12, 7), -1.36, -1.72, -0.99, "missed", 6.25, 4.57],
    [
      "price",
      "monthly-invoice",
      4.2,
      4.4,
      counts(18, 26, 45, 46, 29),
      -0.94,
      -1.13,
      -0.75,
      "missed",
      4.15,
      3.31,
    ],
    ["others", "moving", 4.0, 4.1, counts(10, 10, 19, 18, 9), -0.91, -1.22, -0.6, "missed", 3.73, 2.46],
    ["all", "device-return", 3.7, 3.4, counts(14, 13, 17, 13, 6), -0.95, -1.28, -0.63, "missed", 3.24, 2.15],
    ["seniors", "help-chatbot", 3.3, 2.6, counts(15, 11, 9, 4, 2), -1.1, -1.48, -0.73, "missed", 2.87, 1.9],
    ["business", "annual-review", 4.5, 4.2, counts(1, 2, 2, 1, 1), -1.64, -2.89, -0.4, "missed", 6.9, 1.67],
    ["price", "tariffs", 4.3, 4.5, counts(10, 18, 44, 72, 66), -0.51, -0.66, -0.36, "missed", 2.29, 1.61],
    ["seniors", "app", 3.6, 3.2, counts(12, 16, 22, 18, 6), -0.74, -1.01, -0.46, "missed", 2.35, 1.46],
    ["digital", "checkout", 4.4, 4.6, counts(1, 2, 9, 42, 71), 0.04, -0.1, 0.18, "met", 0, 0],
    ["families", "installation", 4.3, 4.8, counts(0, 2, 4, 17, 25), 0.05, -0.18, 0.29, "met", 0, 0],
    ["seniors", "store-advice", 4.3, 4.7, counts(1, 2, 5, 20, 94), 0.37, 0.24, 0.5, "exceeded", 0, 0],
    ["all", "winback-call", 3.4, 3.1, counts(3, 4, 11, 33, 37), 0.7, 0.49, 0.92, "exceeded", 0, 0],
  ])("%s × %s", (_, __, expected, importance, experience, value, low, high, verdict, raw, certain) => {
    const gap = gapToSetValue(experience, expected, "higher");
    expect(gap.value).toBeCloseTo(value, 2);
    expect(gap.interval?.low).toBeCloseTo(low, 2);
    expect(gap.interval?.high).toBeCloseTo(high, 2);
    expect(gapVerdict(gap)).toBe(verdict);
    const priority = gapPriority(gap, importance);
    expect(Math.abs((priority?.raw ?? Number.NaN) - raw)).toBeLessThan(0.0051);
    expect(Math.abs((priority?.certain ?? Number.NaN) - certain)).toBeLessThan(0.0051);
  });
});

describe("verdict", () => {
  test("no expectation, nobody, one answer", () => {
    expect(gapVerdict(null)).toBe("noExpectation");
    expect(gapVerdict(gapOfSamples({ 4: 9 }, {}, "higher"))).toBe("noExpectation");
    const nobody = gapToSetValue({}, 4, "higher");
    expect(gapVerdict(nobody)).toBe("nobodyAnswered");
    expect(nobody).toMatchObject({ value: null, n: 0, interval: null, p: null });
    expect(gapPriority(nobody, 5)).toBeNull();
    const one = gapToSetValue({ 1: 1 }, 4, "higher");
    expect(gapVerdict(one)).toBe("notYetCertain");
    expect(gapPriority(one, 5)).toEqual({ raw: 15, certain: 0 });
  });

  test("exactly the tolerance below the expectation is met", () => {
    expect(gapVerdict(gapToSetValue({ 4: 40 }, 4.2, "higher"))).toBe("met");
    expect(gapVerdict(gapToSetValue({ 4: 40 }, 4.21, "higher"))).toBe("missed");
    expect(gapVerdict(gapToSetValue({ 4: 40 }, 4.21, "higher"), { tolerance: 0.3 })).toBe("met");
    expect(gapVerdict(gapToSetValue({ 4: 40 }, 4.21, "higher"), { passesList: false })).toBe("notYetCertain");
    expect(gapVerdict(gapToSetValue({ 4: 40 }, 4, "higher"))).toBe("met");
  });

  test("where low is good, less than expected is exceeded", () => {
    const effort = { 1: 20, 2: 20 };
    expect(gapVerdict(gapToSetValue(effort, 3, "lower"))).toBe("exceeded");
    expect(gapVerdict(gapToSetValue(effort, 1, "lower"))).toBe("missed");
    expect(gapPriority(gapToSetValue(effort, 1, "lower"), 2)?.raw).toBeCloseTo(1, 12);
    expect(gapPriority(gapToSetValue(effort, 3, "lower"), 2)?.raw).toBe(0);
  });

  test("a mirrored scale comes to the mirrored verdict", () => {
    const scores = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(scores, fc.double({ min: 1, max: 7, noNaN: true }), (values, expected) => {
        const higher = gapToSetValue(tallyOf(values), expected, "higher");
        const lower = gapToSetValue(tallyOf(values.map((x) => 8 - x)), 8 - expected, "lower");
        return gapVerdict(higher) === gapVerdict(lower);
      }),
    );
  });
});

describe("other bases of a gap", () => {
  test("pairs: the expectation of the same people", () => {
    const gap = gapOfPairs(
      [
        { experienced: 4, expected: 5 },
        { experienced: 4, expected: 4 },
        { experienced: 2, expected: 4, n: 2 },
      ],
      "higher",
    );
    expect(gap).toMatchObject({ value: -1.25, n: 4, experienced: 3, expected: 4.25, basis: "paired" });
    expect(gap.counts).toEqual({ 2: 2, 4: 2 });
    expect(gapOfPairs([], "higher")).toMatchObject({ value: null, n: 0, expected: null });
  });

  test("two samples: Welch", () => {
    const gap = gapOfSamples({ 2: 2, 4: 6, 5: 5 }, { 1: 3, 2: 4, 5: 2 }, "higher");
    expect(gap.value).toBeCloseTo(1.74359, 5);
    expect(gap.interval?.low).toBeCloseTo(0.44344, 5);
    expect(gap.n).toBe(13);
    expect(gapOfSamples({}, { 4: 3 }, "higher")).toMatchObject({ value: null, expected: 4 });
  });

  test("all customers: each answer minus the expectation of its own group", () => {
    const groups = [
      { experience: counts(0, 1, 2, 3, 4), expected: 4.4 },
      { experience: counts(3, 2, 2, 0, 0), expected: 2.5 },
      { experience: {}, expected: 5 },
    ];
    const gap = gapOfGroups(groups, "higher");
    const single = gapOfPairs(
      [
        ...[2, 3, 3, 4, 4, 4, 5, 5, 5, 5].map((experienced) => ({ experienced, expected: 4.5 })),
        ...[1, 1, 1, 2, 2, 3, 3].map((experienced) => ({ experienced, expected: 2.5 })),
      ],
      "higher",
    );
    const same = gapOfGroups(
      [{ ...groups[0], experience: groups[0]?.experience ?? {}, expected: 4.5 }, ...groups.slice(1)],
      "higher",
    );
    expect(same.value).toBeCloseTo(single.value ?? Number.NaN, 12);
    expect(same.interval?.low).toBeCloseTo(single.interval?.low ?? Number.NaN, 12);
    expect(gap.n).toBe(17);
    expect(gap.expected).toBeCloseTo((44 + 17.5) / 17, 12);
    expect(gap.value).toBeCloseTo((gap.experienced ?? 0) - (gap.expected ?? 0), 12);
    expect(gapOfGroups([], "higher")).toMatchObject({ value: null, n: 0, expected: null });
  });
});

test("expectations are inherited from the particular to the general", () => {
  const none = { workspace: null, touchpoint: null, segmentTouchpoint: null };
  expect(inheritedExpectation(none)).toBeNull();
  expect(inheritedExpectation({ ...none, workspace: 4 })).toEqual({ level: "workspace", expectation: 4 });
  expect(inheritedExpectation({ workspace: 4, touchpoint: 3, segmentTouchpoint: 0 })).toEqual({
    level: "segmentTouchpoint",
    expectation: 0,
  });
});

test("stated and derived importance stand side by side", () => {
  expect(criticality({ 5: 3, 4: 1 }, 0.21)).toMatchObject({ stated: { value: 4.75, n: 4 }, derived: 0.21 });
  expect(criticality({}, null)).toMatchObject({ stated: { value: null }, derived: null });
});

describe("spread of an expectation, and the attribute that splits it (planted story)", () => {
  const without = counts(0, 4, 22, 45, 21);
  const withGuarantee = counts(6, 20, 27, 12, 3);
  const customers = [
    ...people(without, { preisgarantie: false }),
    ...people(withGuarantee, { preisgarantie: true }),
  ];

  test("spread 1.04 before, 0.80 and 0.99 after", () => {
    expect(expectationSpread(addTallies(without, withGuarantee))).toBeCloseTo(1.04, 2);
    expect(expectationSpread(without)).toBeCloseTo(0.8, 2);
    expect(expectationSpread(withGuarantee)).toBeCloseTo(0.99, 2);
    expect(expectationSpread({ 4: 1 })).toBeNull();
    expect(isWideSpread(1.04, "1-5")).toBe(true);
    expect(isWideSpread(0.8, "1-5")).toBe(false);
  });

  test("the price guarantee explains 28 % of the variance", () => {
    const split = bestSplit(customers);
    expect(split?.rule).toEqual({ attribute: "preisgarantie", is: false });
    expect(split).toMatchObject({ matching: { n: 92 }, others: { n: 68 } });
    expect(split?.matching.mean).toBeCloseTo(3.9, 2);
    expect(split?.others.mean).toBeCloseTo(2.79, 2);
    expect(split?.explained).toBeCloseTo(0.28, 3);
  });

  test("the best of several attributes; numbers are cut at a threshold, words against all others", () => {
    const more = customers.map(({ expectation, attributes }, i) => ({
      expectation,
      attributes: {
        ...attributes,
        age: expectation < 4 ? 30 + (i % 5) : 50 + (i % 5),
        region: ["Nord", "West", "Süd"][i % 3] ?? null,
        rare: expectation === 5 && i % 4 === 0,
      },
    }));
    const split = bestSplit(more);
    expect(split?.rule).toEqual({ attribute: "age", atMost: 34 });
    const named = more.map((one) => ({
      expectation: one.expectation,
      attributes: { group: one.expectation < 3 ? "a" : one.expectation < 4 ? "b" : "c" },
    }));
    expect(bestSplit(named)?.rule).toEqual({ attribute: "group", is: "c" });
  });

  test("nothing to split where a side would be small or nothing is known", () => {
    expect(bestSplit(customers, 69)).toBeNull();
    expect(
      bestSplit(customers.map(({ expectation }) => ({ expectation, attributes: { x: null } }))),
    ).toBeNull();
    expect(bestSplit(customers.map((one) => ({ ...one, expectation: 4 })))).toBeNull();
  });
});

function people(expectations: Tally, attributes: Expecting["attributes"]): Expecting[] {
  return Object.entries(expectations).flatMap(([score, n]) =>
    Array.from({ length: n }, () => ({ expectation: Number(score), attributes })),
  );
}

describeWithSharedData("expectation and experience of a mobile phone provider", () => {
  test("three pairs (worked example: PERQ1 − CUEX1 is +0.364, standard error 0.1098)", () => {
    type Pair = Record<
      "n" | "mean_expected" | "mean_experienced" | "gap" | "paired_se" | "spread_expected",
      number
    >;
    const { expectation_gaps } = sharedJson<{ expectation_gaps: { pairs: Record<string, Pair> } }>(
      "data/ecsi_mobi/reference.json",
    );
    const rows = sharedCsv("data/ecsi_mobi/mobi.csv");
    const pairs = Object.entries(expectation_gaps.pairs);
    expect(pairs).toHaveLength(3);
    for (const [name, wanted] of pairs) {
      const [expectation = [], experience = []] = name.split("->").map((column) => numbersOf(rows, column));
      const gap = gapOfPairs(
        experience.map((experienced, i) => ({ experienced, expected: expectation[i] ?? Number.NaN })),
        "higher",
      );
      expect(gap.n).toBe(wanted.n);
      expect(gap.value).toBeCloseTo(wanted.gap, 9);
      expect(gap.experienced).toBeCloseTo(wanted.mean_experienced, 9);
      expect(gap.expected).toBeCloseTo(wanted.mean_expected, 9);
      const half = ((gap.interval?.high ?? 0) - (gap.interval?.low ?? 0)) / 2;
      expect(half / studentQuantile(0.975, wanted.n - 1)).toBeCloseTo(wanted.paired_se, 6);
      expect(expectationSpread(tallyOf(expectation))).toBeCloseTo(wanted.spread_expected, 6);
    }
  });
});
