import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNps } from "@/lib/metrics/compare-nps";
import { nps, npsGroups, npsVariance } from "@/lib/metrics/nps";
import { addTallies, type Tally, tallyOf } from "@/lib/metrics/tally";
import {
  describeWithSharedData,
  type SharedRow,
  sharedCsv,
  sharedJson,
  sharedVector,
} from "../../support/shared-data";

/** Promoters, passives, detractors as a tally. */
function of(promoters: number, passives: number, detractors: number): Tally {
  return { 0: detractors, 7: passives, 10: promoters };
}

const tally = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 500 })), { maxLength: 11 })
  .map((pairs): Tally => Object.fromEntries(pairs));

describe("NPS", () => {
  test.each([
    [of(6, 4, 7), -5.88],
    [of(0, 4, 0), 0],
    [of(0, 0, 7), -100],
    [of(9, 0, 0), 100],
  ])("worked examples: %o → %d", (given, wanted) => {
    expect(nps(given).value).toBeCloseTo(wanted, 2);
  });

  test("nobody answered is null with n 0", () => {
    expect(nps({})).toEqual({
      value: null,
      n: 0,
      interval: null,
      counts: {},
      direction: "higher",
      definition: { id: "nps", parameters: { scale: "0-10" } },
    });
    expect(nps({ 10: 0 }).value).toBeNull();
  });

  test("two surveys are pooled as counts: 50 from 10 and 10 from 1,000 make 10.396", () => {
    expect(nps(addTallies(of(5, 5, 0), of(100, 900, 0))).value).toBeCloseTo(10.396, 3);
  });

  test("every score falls in its group", () => {
    expect(npsGroups(tallyOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toEqual({
      promoters: 2,
      passives: 2,
      detractors: 7,
    });
  });

  test("other scales and scores are refused", () => {
    expect(() => nps({ 5: 1 }, "1-10")).toThrow(expect.objectContaining({ code: "scaleNotAllowed" }));
    expect(() => nps({ 11: 1 })).toThrow(expect.objectContaining({ code: "scoreOutsideScale" }));
  });

  test("stays within its range and its interval within ±100, never of width 0", () => {
    fc.assert(
      fc.property(tally, (given) => {
        const { value, interval } = nps(given);
        if (value === null || interval === null) return value === null && interval === null;
        return (
          value >= -100 &&
          value <= 100 &&
          interval.low >= -100 &&
          interval.high <= 100 &&
          interval.low < interval.high
        );
      }),
    );
  });

  test("mirroring the groups mirrors value and interval", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.nat(300), (p, n, d) => {
        const [there, back] = [nps(of(p, n, d)), nps(of(d, n, p))];
        if (there.value === null || there.interval === null) return true;
        expect(back.value).toBeCloseTo(-there.value, 9);
        expect(back.interval?.low).toBeCloseTo(-there.interval.high, 9);
      }),
    );
  });
});

describe("difference of two NPS", () => {
  test.each([
    ["price change", of(536, 426, 283), of(488, 416, 341), -8.5, -14.8, -2.3, 0.008],
    ["recovery", of(488, 416, 341), of(522, 415, 304), 5.8, -0.5, 12.1, 0.073],
    ["last quarter", of(514, 416, 314), of(522, 415, 304), 1.5, -4.8, 7.8, 0.642],
    ["price without guarantee", of(76, 64, 49), of(32, 55, 105), -52.3, -67.9, -36.7, 0],
    ["small businesses", of(63, 44, 30), of(52, 44, 40), -15.3, -34.3, 3.8, 0.116],
  ])("planted comparison: %s", (_, before, after, value, low, high, p) => {
    const found = compareNps(before, after);
    expect(found?.value).toBeCloseTo(value, 1);
    expect(found?.interval?.low).toBeCloseTo(low, 1);
    expect(found?.interval?.high).toBeCloseTo(high, 1);
    expect(found?.p).toBeCloseTo(p, 3);
  });

  test("where both variances are 0 the adjusted ones keep it from being certain of itself", () => {
    const found = compareNps(of(5, 0, 0), of(0, 0, 5));
    expect(found?.value).toBe(-200);
    expect(found?.interval?.low).toBe(-200);
    expect(found?.interval?.high).toBeGreaterThan(-200);
    expect(compareNps(of(5, 0, 0), of(7, 0, 0))?.p).toBe(1);
  });

  test("one empty side makes no difference", () => {
    expect(compareNps({}, of(1, 2, 3))).toBeNull();
    expect(compareNps(of(1, 2, 3), {})).toBeNull();
  });
});

type NpsReference = {
  n: number;
  promoters: number;
  passives: number;
  detractors: number;
  nps: number;
  variance: number;
  adj_wald95: [number, number];
};

function expectReference(given: Tally, reference: NpsReference): void {
  const { promoters, passives, detractors } = npsGroups(given);
  expect({ promoters, passives, detractors }).toEqual({
    promoters: reference.promoters,
    passives: reference.passives,
    detractors: reference.detractors,
  });
  const found = nps(given);
  expect(found.n).toBe(reference.n);
  expect(found.value).toBeCloseTo(reference.nps, 6);
  expect(npsVariance({ promoters, passives, detractors })).toBeCloseTo(reference.variance, 6);
  expect(found.interval?.low).toBeCloseTo(reference.adj_wald95[0], 6);
  expect(found.interval?.high).toBeCloseTo(reference.adj_wald95[1], 6);
}

describeWithSharedData("NPS, published values", () => {
  test("the variance of one answer: 1/2, 1/3, 1/6", () => {
    const { expected } = sharedVector<unknown, { nps: number; variance: number }>("nps-formula");
    expect(nps(of(162, 108, 54)).value).toBeCloseTo(expected.nps, 4);
    expect(npsVariance(npsGroups(of(162, 108, 54)))).toBeCloseTo(expected.variance, 6);
  });

  test("adjusted Wald", () => {
    const { expected } = sharedVector<unknown, { adj_wald95: [number, number] }>("nps-adjusted-wald");
    expect(nps(of(162, 108, 54)).interval?.low).toBeCloseTo(expected.adj_wald95[0], 6);
    expect(nps(of(162, 108, 54)).interval?.high).toBeCloseTo(expected.adj_wald95[1], 6);
  });

  test("all promoters, and five answers", () => {
    expectReference(of(10, 0, 0), sharedVector<unknown, NpsReference>("nps-all-promoters").expected);
    expectReference(of(3, 1, 1), sharedVector<unknown, NpsReference>("nps-small").expected);
  });
});

describeWithSharedData("NPS of a garden retailer (6,977 answers)", () => {
  type Reference = {
    missing_nps: number;
    nps: NpsReference;
    nps_with_comment: NpsReference;
    nps_without_comment: NpsReference;
    nps_difference_without_minus_with_comment: {
      diff: number;
      p_two_sided: number;
      wald95: [number, number];
    };
    nps_by_t: Record<string, NpsReference>;
  };
  const read = () => ({
    rows: sharedCsv("data/botanic_nps_half/nps_odd_rows.csv.gz", "latin1"),
    reference: sharedJson<Reference>("data/botanic_nps_half/reference.json"),
  });
  const tallied = (rows: readonly SharedRow[]) =>
    tallyOf(rows.filter((row) => row.nps !== "NA").map((row) => Number(row.nps)));

  test("all, with and without comment, and their difference", () => {
    const { rows, reference } = read();
    const withComment = tallied(rows.filter((row) => row.explication !== "NA"));
    const without = tallied(rows.filter((row) => row.explication === "NA"));
    expectReference(tallied(rows), reference.nps);
    expectReference(withComment, reference.nps_with_comment);
    expectReference(without, reference.nps_without_comment);
    const found = compareNps(withComment, without);
    const wanted = reference.nps_difference_without_minus_with_comment;
    expect(found?.value).toBeCloseTo(wanted.diff, 6);
    expect(found?.interval?.low).toBeCloseTo(wanted.wald95[0], 6);
    expect(found?.interval?.high).toBeCloseTo(wanted.wald95[1], 6);
    expect((found?.p ?? 0) / wanted.p_two_sided).toBeCloseTo(1, 5);
  });

  test("each of the sixteen groups", () => {
    const { rows, reference } = read();
    const groups = Object.entries(reference.nps_by_t);
    expect(groups).toHaveLength(16);
    for (const [key, wanted] of groups) expectReference(tallied(rows.filter((row) => row.t === key)), wanted);
  });
});
