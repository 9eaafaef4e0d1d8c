import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answersForNps, answersForNpsChange } from "@/lib/metrics/answers-needed";
import { ces } from "@/lib/metrics/ces";
import { changeByMix } from "@/lib/metrics/change-by-mix";
import { csat } from "@/lib/metrics/csat";
import { latestPerCustomer } from "@/lib/metrics/latest-per-customer";
import { league, unfavourableBound } from "@/lib/metrics/league";
import { npsByOccasion } from "@/lib/metrics/nps-by-occasion";
import { responseRate } from "@/lib/metrics/response-rate";
import { describeWithSharedData, sharedVector } from "../../support/shared-data";

describe("NPS about the relationship and after a contact", () => {
  test("are never pooled", () => {
    const both = npsByOccasion({ relationship: { 10: 5, 0: 5 }, contact: { 9: 3 } });
    expect(both.all).toMatchObject({ value: null, n: 13, interval: null });
    expect(both.groups.map(({ key, measured }) => [key, measured.value])).toEqual([
      ["relationship", 0],
      ["contact", 100],
    ]);
    expect(npsByOccasion({ relationship: {}, contact: { 9: 3 } }).all.value).toBe(100);
    expect(npsByOccasion({ relationship: {}, contact: {} }).all).toMatchObject({ value: null, n: 0 });
  });
});

describe("latest answer of each customer", () => {
  test("by time, then by id; anonymous answers are counted apart", () => {
    const answer = (id: string, customerId: string | null, answeredAt: string) => ({
      id,
      customerId,
      answeredAt,
    });
    const found = latestPerCustomer([
      answer("1", "a", "2026-01-01T10:00:00Z"),
      answer("2", "b", "2026-03-01T10:00:00Z"),
      answer("3", "a", "2026-02-01T10:00:00Z"),
      answer("5", "b", "2026-03-01T10:00:00Z"),
      answer("4", "b", "2026-03-01T10:00:00Z"),
      answer("6", null, "2026-03-01T10:00:00Z"),
    ]);
    expect(found.latest.map(({ id }) => id)).toEqual(["3", "5"]);
    expect(found.anonymous).toBe(1);
  });
});

describe("change of a score: experience, or another mix of respondents", () => {
  test("the two add up to the whole change", () => {
    const scores = fc.array(
      fc.record({
        nA: fc.integer({ min: 1, max: 500 }),
        nB: fc.integer({ min: 1, max: 500 }),
        a: fc.integer({ min: -100, max: 100 }),
        b: fc.integer({ min: -100, max: 100 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(scores, (segments) => {
        const before = new Map(segments.map(({ nA, a }, i) => [String(i), { n: nA, value: a }]));
        const after = new Map(segments.map(({ nB, b }, i) => [String(i), { n: nB, value: b }]));
        const split = changeByMix(before, after);
        const pooled = (side: typeof before) => {
          const all = [...side.values()];
          const n = all.reduce((sum, one) => sum + one.n, 0);
          return all.reduce((sum, one) => sum + one.n * one.value, 0) / n;
        };
        expect((split?.experience ?? 0) + (split?.mix ?? 0)).toBeCloseTo(pooled(after) - pooled(before), 9);
      }),
    );
  });

  test("only the mix changed", () => {
    const split = changeByMix(
      new Map([
        ["a", { n: 50, value: 40 }],
        ["b", { n: 50, value: 0 }],
      ]),
      new Map([
        ["a", { n: 20, value: 40 }],
        ["b", { n: 80, value: 0 }],
      ]),
    );
    expect(split?.experience).toBe(0);
    expect(split?.mix).toBeCloseTo(-12, 12);
  });

  test("not where a segment is missing on a side", () => {
    const one = new Map([["a", { n: 5, value: 1 }]]);
    expect(changeByMix(one, new Map([["b", { n: 5, value: 1 }]]))).toBeNull();
    expect(changeByMix(one, new Map([["a", { n: 0, value: 1 }]]))).toBeNull();
    expect(changeByMix(new Map(), new Map())).toBeNull();
  });
});

describe("league tables", () => {
  test("rank by the unfavourable bound, so that few answers cannot lead", () => {
    const entries = [
      { name: "two of two", measured: csat({ 5: 2 }) },
      { name: "nobody", measured: csat({}) },
      { name: "90 of 100", measured: csat({ 5: 90, 1: 10 }) },
      { name: "none", measured: csat({ 1: 9 }) },
    ];
    expect(league(entries).map(({ name }) => name)).toEqual(["90 of 100", "two of two", "none", "nobody"]);
  });

  test("where low is good the high bound is the unfavourable one", () => {
    const effort = (tally: Record<number, number>) => ces([{ scale: "EFFORT_1_7", tally }]);
    const [sure, unsure] = [effort({ 2: 50, 3: 50 }), effort({ 1: 2, 3: 1 })];
    expect(unfavourableBound(sure)).toBe(sure.interval?.high);
    expect(league([{ measured: unsure }, { measured: sure }]).map(({ measured }) => measured)).toEqual([
      sure,
      unsure,
    ]);
    expect(unfavourableBound(effort({ 2: 1 }))).toBe(2);
    expect(unfavourableBound(effort({}))).toBeNull();
  });
});

test("response rate", () => {
  expect(responseRate(30, 120).value).toBe(0.25);
  expect(responseRate(0, 0).value).toBeNull();
  expect(responseRate(30, null)).toMatchObject({ value: null, n: 0, interval: null });
});

describe("how many answers would make it certain?", () => {
  test("planted: small businesses need about 210 a quarter", () => {
    const needed = answersForNpsChange({ 10: 63, 7: 44, 0: 30 }, { 10: 52, 7: 44, 0: 40 });
    expect(Math.round((needed ?? 0) / 10) * 10).toBe(210);
    expect(answersForNpsChange({ 10: 5 }, { 9: 5 })).toBeNull();
    expect(answersForNpsChange({}, { 9: 5 })).toBeNull();
  });
});

describeWithSharedData("sample sizes from the published formula", () => {
  test("rounded up", () => {
    const { expected } = sharedVector<unknown, Record<string, number>>("nps-sample-size");
    for (const [key, wanted] of Object.entries(expected)) {
      const [, margin = "", variance = ""] = /^d=(.+),s2=(.+)$/.exec(key) ?? [];
      expect(answersForNps(100 * Number(margin), Number(variance))).toBe(Math.ceil(wanted));
    }
    expect(answersForNps(100)).toBe(1);
  });
});
