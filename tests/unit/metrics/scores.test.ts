import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ces, cesEasy, toEffort } from "@/lib/metrics/ces";
import { csat, csatOfScales } from "@/lib/metrics/csat";
import { rating, ratingOfScales } from "@/lib/metrics/rating";
import { sentiment, sentimentShares } from "@/lib/metrics/sentiment";
import { addTallies, entriesOf, type Tally, tallyOf } from "@/lib/metrics/tally";
import { describeWithSharedData, numbersOf, sharedCsv, sharedJson } from "../../support/shared-data";

const onSeven = fc
  .array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 })
  .map((scores) => tallyOf(scores));

/** The same answers asked the other way round. */
function mirrored(tally: Tally, max: number): Tally {
  return Object.fromEntries(entriesOf(tally).map(([score, n]) => [max + 1 - score, n]));
}

describe("CSAT", () => {
  test("worked examples", () => {
    expect(csat({ 5: 42, 4: 32, 3: 10, 2: 9, 1: 14 }).value).toBe(74 / 107);
    expect(csat({ 4: 30, 3: 20 }).value).toBe(0.6);
  });

  test.each([
    ["1-5", 5, 2],
    ["1-7", 7, 2],
    ["1-10", 10, 2],
    ["0-10", 11, 2],
  ])("on %s the two highest of %d points are satisfied", (scale, points, satisfied) => {
    const max = Number(scale.split("-")[1]);
    const all = tallyOf(Array.from({ length: points }, (_, i) => max - i));
    expect(csat(all, scale).value).toBe(satisfied / points);
    expect(csat(all, scale).definition.parameters).toEqual({ scale, band: `${max - 1}-${max}` });
  });

  test("nobody answered is null, nobody satisfied is 0", () => {
    expect(csat({}).value).toBeNull();
    expect(csat({}).interval).toBeNull();
    expect(csat({ 1: 3 }).value).toBe(0);
  });

  test("a scale without a band is refused", () => {
    expect(() => csat({ 4: 1 }, "1-4")).toThrow(expect.objectContaining({ code: "scaleNotAllowed" }));
    expect(() => csat({ 4: 1 }, "EASE_1_5")).toThrow(expect.objectContaining({ code: "scaleNotAllowed" }));
  });

  test("several scales are pooled as counts, each by its own band", () => {
    const found = csatOfScales([
      { scale: "1-5", tally: { 5: 1, 3: 1 } },
      { scale: "0-10", tally: { 9: 3, 8: 5 } },
    ]);
    expect(found.counts).toEqual({ numerator: 4, denominator: 10 });
    expect(found.definition.parameters).toEqual({ scales: ["1-5", "0-10"], bands: ["4-5", "9-10"] });
    expect(csatOfScales([]).value).toBeNull();
  });
});

describe("CES", () => {
  test("worked example: no effort is the same number however it was asked", () => {
    expect(ces([{ scale: "EASE_1_7", tally: { 7: 3 } }]).value).toBe(1);
    expect(ces([{ scale: "EFFORT_1_7", tally: { 1: 3 } }]).value).toBe(1);
    expect(ces([{ scale: "EASE_1_5", tally: { 5: 3 } }]).value).toBe(1);
    expect(ces([{ scale: "EFFORT_1_5", tally: { 1: 3 } }]).value).toBe(1);
  });

  test("most effort is 7 on every scale, the middle is 4", () => {
    expect([toEffort(1, "EASE_1_7"), toEffort(7, "EFFORT_1_7")]).toEqual([7, 7]);
    expect([toEffort(1, "EASE_1_5"), toEffort(5, "EFFORT_1_5")]).toEqual([7, 7]);
    expect([toEffort(3, "EASE_1_5"), toEffort(4, "EASE_1_7"), toEffort(3, "EFFORT_1_5")]).toEqual([4, 4, 4]);
  });

  test("planted: effort of digital help 3.58 [3.38, 3.77]", () => {
    const found = ces([{ scale: "EFFORT_1_7", tally: { 1: 40, 2: 63, 3: 58, 4: 53, 5: 45, 6: 32, 7: 21 } }]);
    expect(found).toMatchObject({ n: 312, direction: "lower" });
    expect(found.value).toBeCloseTo(3.58, 2);
    expect(found.interval?.low).toBeCloseTo(3.38, 2);
    expect(found.interval?.high).toBeCloseTo(3.77, 2);
  });

  test("pools answers as counts and says that it contains mirrored and stretched ones", () => {
    const found = ces([
      { scale: "EFFORT_1_7", tally: { 2: 9 } },
      { scale: "EASE_1_5", tally: { 4: 1 } },
      { scale: "EASE_1_7", tally: {} },
    ]);
    expect(found.value).toBeCloseTo((9 * 2 + 2.5) / 10, 12);
    expect(found.counts).toEqual({ 2: 9, 2.5: 1 });
    expect(found.definition.parameters).toEqual({
      scale: "EFFORT_1_7",
      askedOn: ["EASE_1_5", "EFFORT_1_7"],
      mirrored: true,
      stretched: true,
    });
    expect(ces([{ scale: "EFFORT_1_7", tally: { 2: 9 } }]).definition.parameters).toMatchObject({
      mirrored: false,
      stretched: false,
    });
  });

  test("share who found it easy: effort of 3 of 7 or less", () => {
    const found = cesEasy([
      { scale: "EFFORT_1_7", tally: { 3: 1, 4: 1 } },
      { scale: "EFFORT_1_5", tally: { 2: 1, 3: 1 } },
      { scale: "EASE_1_7", tally: { 5: 1, 4: 1 } },
    ]);
    expect(found.counts).toEqual({ numerator: 3, denominator: 6 });
    expect(cesEasy([]).value).toBeNull();
  });

  test("asking for ease instead of effort changes nothing", () => {
    fc.assert(
      fc.property(onSeven, (tally) => {
        const asked = ces([{ scale: "EFFORT_1_7", tally }]);
        const reversed = ces([{ scale: "EASE_1_7", tally: mirrored(tally, 7) }]);
        expect(reversed.value).toBe(asked.value);
        expect(reversed.interval).toEqual(asked.interval);
        expect(cesEasy([{ scale: "EASE_1_7", tally: mirrored(tally, 7) }]).value).toBe(
          cesEasy([{ scale: "EFFORT_1_7", tally }]).value,
        );
      }),
    );
  });

  test("other scales are refused, nobody is null", () => {
    expect(() => ces([{ scale: "1-7", tally: { 1: 1 } }])).toThrow(
      expect.objectContaining({ code: "scaleNotAllowed" }),
    );
    expect(ces([])).toMatchObject({ value: null, n: 0, interval: null });
    expect(ces([{ scale: "EASE_1_5", tally: { 1: 1 } }]).interval).toBeNull();
  });
});

describe("rating", () => {
  test("planted: fault hotline of small businesses 2.98, interval of its gap to 4.6", () => {
    const found = rating({ 1: 17, 2: 16, 3: 27, 4: 24, 5: 12 }, "1-5");
    expect(found.n).toBe(96);
    expect(found.value).toBeCloseTo(2.98, 2);
    expect((found.interval?.low ?? 0) - 4.6).toBeCloseTo(-1.88, 2);
    expect((found.interval?.high ?? 0) - 4.6).toBeCloseTo(-1.36, 2);
  });

  test("a mean of 0 is a value, nobody is null", () => {
    expect(rating({ "-1": 2, 1: 2 }, "-2-2").value).toBe(0);
    expect(rating({}, "1-5")).toMatchObject({ value: null, n: 0, interval: null });
    expect(() => rating({ 1: 1 }, "1-100")).toThrow(expect.objectContaining({ code: "unknownScale" }));
    expect(() => rating({ 0: 1 }, "1-5")).toThrow(expect.objectContaining({ code: "scoreOutsideScale" }));
  });

  test("several scales have no common value", () => {
    const both = ratingOfScales([
      { scale: "1-5", tally: { 4: 2 } },
      { scale: "1-7", tally: { 4: 3 } },
      { scale: "1-3", tally: {} },
    ]);
    expect(both.all).toMatchObject({ value: null, n: 5, interval: null });
    expect(both.groups.map((group) => group.value)).toEqual([4, 4]);
    expect(ratingOfScales([{ scale: "1-5", tally: { 4: 2 } }]).all.value).toBe(4);
    expect(ratingOfScales([]).all).toMatchObject({ value: null, n: 0 });
  });

  test("the mean of pooled answers lies between the means of the parts", () => {
    fc.assert(
      fc.property(onSeven, onSeven, (a, b) => {
        const [meanA, meanB, pooled] = [a, b, addTallies(a, b)].map(
          (tally) => rating(tally, "1-7").value ?? 0,
        );
        if (meanA === undefined || meanB === undefined || pooled === undefined) return false;
        return pooled >= Math.min(meanA, meanB) - 1e-12 && pooled <= Math.max(meanA, meanB) + 1e-12;
      }),
    );
  });
});

describe("sentiment", () => {
  test("mean and shares", () => {
    const found = sentiment({ "-1": 6263, 0: 1913, 1: 1483 });
    expect(found.value).toBeCloseTo(-0.494875, 6);
    expect(found.n).toBe(9659);
    expect(sentimentShares({ "-1": 6263, 0: 1913, 1: 1483 })?.negative).toBeCloseTo(0.648411, 6);
    expect(sentimentShares({ 1: 2 })).toEqual({ negative: 0, neutral: 0, positive: 1 });
  });

  test("no texts are null, other numbers are refused", () => {
    expect(sentiment({}).value).toBeNull();
    expect(sentimentShares({})).toBeNull();
    expect(() => sentiment({ 2: 1 })).toThrow(expect.objectContaining({ code: "scoreOutsideScale" }));
  });
});

type ShareReference = { k: number; n: number; p: number; wilson95: [number, number] };

function expectShare(
  found: { value: number | null; n: number; interval: { low: number; high: number } | null },
  reference: ShareReference,
): void {
  expect(found.n).toBe(reference.n);
  expect(found.value).toBeCloseTo(reference.p, 6);
  expect(found.interval?.low).toBeCloseTo(reference.wilson95[0], 6);
  expect(found.interval?.high).toBeCloseTo(reference.wilson95[1], 6);
}

describeWithSharedData("fourteen touchpoints of an airline (25,976 passengers)", () => {
  type Touchpoint = { n_rated: number; mean: number; top2box: ShareReference };

  test("mean and CSAT of each; 0 means not applicable and does not count", () => {
    const rows = sharedCsv("data/airline_satisfaction/airline_satisfaction.csv.gz");
    const { touchpoints } = sharedJson<{ touchpoints: Record<string, Touchpoint> }>(
      "data/airline_satisfaction/reference.json",
    );
    expect(Object.keys(touchpoints)).toHaveLength(14);
    for (const [name, wanted] of Object.entries(touchpoints)) {
      const tally = tallyOf(numbersOf(rows, name).filter((score) => score > 0));
      expect(rating(tally, "1-5").n).toBe(wanted.n_rated);
      expect(rating(tally, "1-5").value).toBeCloseTo(wanted.mean, 6);
      expectShare(csat(tally, "1-5"), wanted.top2box);
    }
  });
});

describeWithSharedData("satisfaction on ten points", () => {
  test("garden retailer: satisfaction and intention", () => {
    type Asked = {
      n: number;
      distribution: Record<string, number>;
      mean: number;
      top2box_9_10: ShareReference;
    };
    const reference = sharedJson<Record<"satisfaction" | "intention", Asked>>(
      "data/botanic_nps_half/reference.json",
    );
    for (const asked of [reference.satisfaction, reference.intention]) {
      expect(rating(asked.distribution, "1-10").value).toBeCloseTo(asked.mean, 6);
      expectShare(csat(asked.distribution, "1-10"), asked.top2box_9_10);
    }
  });

  test("mobile phone provider: overall satisfaction", () => {
    const tally = tallyOf(numbersOf(sharedCsv("data/ecsi_mobi/mobi.csv"), "CUSA1"));
    const { CUSA1_overall_satisfaction: wanted } = sharedJson<{
      CUSA1_overall_satisfaction: { mean: number; distribution: Tally; top2box_9_10: ShareReference };
    }>("data/ecsi_mobi/reference.json");
    expect(tally).toEqual(wanted.distribution);
    expect(rating(tally, "1-10").value).toBeCloseTo(wanted.mean, 6);
    expectShare(csat(tally, "1-10"), wanted.top2box_9_10);
  });
});

describeWithSharedData("tweets on four airlines", () => {
  test("net sentiment and share of negative texts", () => {
    const wanted = sharedJson<{
      sentiment: Record<"negative" | "neutral" | "positive", number>;
      net_sentiment: number;
      negative_share: ShareReference;
    }>("data/airline_tweets_4/reference.json");
    const { negative, neutral, positive } = wanted.sentiment;
    const tally = { "-1": negative, 0: neutral, 1: positive };
    expect(sentiment(tally).value).toBeCloseTo(wanted.net_sentiment, 6);
    expect(sentimentShares(tally)?.negative).toBeCloseTo(wanted.negative_share.p, 6);
  });
});
