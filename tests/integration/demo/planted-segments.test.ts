import { describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { loadBrand } from "@/lib/brand/queries/load-brand";
import { loadCustomers } from "@/lib/dashboards/queries/load-customers";
import { customerListInput } from "@/lib/dashboards/schema/customer-pages";
import { Prisma } from "@/lib/db/generated/client";
import {
  afterMalfunction,
  chatbotEffort,
  expectationAnswers,
  plannedCells,
  type Region,
} from "@/lib/demo/rules/story";
import type { Slice } from "@/lib/feedback/queries/slice";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { loadInventory } from "@/lib/inventory/queries/load-inventory";
import { loadMoments, momentsPeriod } from "@/lib/inventory/queries/load-moments";
import { loadTouchpoint } from "@/lib/inventory/queries/load-touchpoint";
import { inventoryInput, touchpointPageInput } from "@/lib/inventory/schema";
import { compareMeans } from "@/lib/metrics/compare-means";
import { effectOnMean } from "@/lib/metrics/difference-in-differences";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import { addTallies, type Tally } from "@/lib/metrics/tally";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import { demoCompany, demoPeriods } from "@/tests/support/demo";

/** The figures of the story segment by segment: what no average shows. */
const period = demoPeriods();
const demo = demoCompany();

const relationship = { occasion: "relationship" };
const sides = (metric: string, segment: string, before: number, after: number) => {
  const [a, b] = [period(before), period(after)];
  const both = { segment: [segment], "a.from": a.from, "a.to": a.to, "b.from": b.from, "b.to": b.to };
  return demo.compare(metric, metric === "nps" ? { ...both, ...relationship } : both);
};
const rounded = (one: { low: number; high: number } | null, digits: number, factor = 1) =>
  one && [one.low, one.high].map((bound) => Number((bound * factor).toFixed(digits)));

describe("relationship NPS by segment", () => {
  it.each([
    ["families", [22.1, 23.0, 21.0, 22.0, 21.3, 23.7, 27.1, 30.1]],
    ["digital", [16.2, 13.9, 16.9, 14.7, 17.2, 16.0, 15.2, 18.2]],
    ["seniors", [34.3, 34.9, 32.9, 34.4, 33.3, 35.1, 34.0, 36.3]],
    ["price_old", [14.2, 12.6, 15.3, 14.3, -38.0, -30.0, -19.9, -11.6]],
    ["price_new", [5.9, 7.2, 5.1, 5.9, 4.3, 6.6, 5.8, 7.4]],
    ["business", [23.5, 25.2, 22.6, 24.6, 22.1, 25.2, 24.1, 8.8]],
  ])("%s", async (segment, values) => {
    const found = await demo.measure("nps", {
      ...relationship,
      ...period(-8, -1),
      segment: [segment],
      groupBy: "quarter",
    });
    expect(found.groups?.map(({ value }) => Number((value ?? 0).toFixed(1)))).toEqual(values);
  });

  it.each([
    ["price", -5, -4, -31.0, [-43.2, -18.8], "down"],
    ["price_old", -5, -4, -52.3, [-67.9, -36.7], "down"],
    ["price_new", -5, -4, -1.6, [-20.1, 17.0], "usualRange"],
    ["seniors", -5, -4, -1.1, [-14.3, 12.1], "usualRange"],
    ["families", -5, -1, 8.2, [-4.7, 21.1], "usualRange"],
    ["business", -2, -1, -15.3, [-34.3, 3.8], "notYetCertain"],
  ])("%s from Q%i to Q%i", async (segment, before, after, difference, bounds, verdict) => {
    const found = await sides("nps", segment, before, after);
    expect(Number((found.difference ?? 0).toFixed(1))).toBe(difference);
    expect(rounded(found.interval, 1)).toEqual(bounds);
    expect(found.verdict).toBe(verdict);
  });
});

describe("contracts by segment", () => {
  it.each([
    ["price_old", -5, -4, 6.29, [4.37, 8.3], "up"],
    ["price_new", -5, -4, -0.07, [-1.92, 1.75], "usualRange"],
    ["seniors", -5, -4, -0.01, [-0.91, 0.9], "usualRange"],
    ["business", -2, -1, 1.2, [-0.29, 2.74], "notYetCertain"],
  ])("%s from Q%i to Q%i", async (segment, before, after, difference, bounds, verdict) => {
    const found = await sides("churn", segment, before, after);
    expect(Number(((found.difference ?? 0) * 100).toFixed(2))).toBe(difference);
    expect(rounded(found.interval, 2, 100)).toEqual(bounds);
    expect(found.verdict).toBe(verdict);
  });
});

const ofRegions = (scope: Scope, regions: readonly Region[]) => (column: Prisma.Sql) =>
  Prisma.sql`${column} in (
  select "id" from customer where "workspaceId" = ${scope.workspaceId} and "attributes" ->> 'region' = any(${[...regions]}))`;

/** Answers at a touchpoint: of everybody, of a segment, or of everybody but the young families. */
async function answers(
  scope: Scope,
  touchpoint: string,
  quarters: readonly [number, number],
  { who = "all", regions, ...rest }: { who?: string; regions?: readonly Region[] } & Partial<Slice> = {},
): Promise<Tally> {
  const { id } = await scope.db.touchpoint.findFirstOrThrow({
    where: { workspaceId: scope.workspaceId, key: touchpoint },
  });
  const counted = async (segment: string | null): Promise<Tally> => {
    const conditions = [
      ...(segment ? [await segmentCondition(scope, [segment])] : []),
      ...(regions ? [ofRegions(scope, regions)] : []),
    ];
    const slice: Slice = {
      period: period(...quarters),
      metrics: ["csat"],
      touchpointIds: [id],
      ...rest,
      ...(conditions.length === 0
        ? {}
        : {
            customerCondition: (column: Prisma.Sql) =>
              Prisma.join(
                conditions.map((condition) => condition(column)),
                " and ",
              ),
          }),
    };
    return addTallies(...(await tallyScores(scope, slice)).map(({ tally }) => tally));
  };
  if (who !== "others") return counted(who === "all" ? null : who);
  const [all, families] = [await counted(null), await counted("families")];
  return Object.fromEntries(
    Object.entries(all).map(([score, count]) => [score, count - (families[Number(score)] ?? 0)]),
  );
}

const countsOf = (tally: Tally, scores = 5) => Array.from({ length: scores }, (_, n) => tally[n + 1] ?? 0);

describe("experience", () => {
  it("is planted to the last answer in every cell", async () => {
    await demo.inScope(async (scope) => {
      for (const { touchpoint, quarter, groups, regions, counts } of plannedCells()) {
        const who = groups.length === 7 ? "all" : groups.length === 6 ? "others" : (groups[0] ?? "");
        const found = await answers(scope, touchpoint, [quarter, quarter], {
          who,
          ...(regions ? { regions } : {}),
        });
        expect([touchpoint, who, quarter, regions, countsOf(found)]).toEqual([
          touchpoint,
          who,
          quarter,
          regions,
          counts,
        ]);
      }
    });
  });

  it("of the installation visit got better where the companion was, and only there", async () => {
    await demo.inScope(async (scope) => {
      const at = (quarters: [number, number], regions: Region[], who = "all") =>
        answers(scope, "installation-visit", quarters, { regions, who });
      const pilot: Region[] = ["Nord", "West"];
      const rest: Region[] = ["Mitte", "Süd"];
      const [before, after] = [await at([-5, -4], pilot), await at([-3, -2], pilot)];
      const [without, still] = [await at([-5, -4], rest), await at([-3, -2], rest)];
      const change = compareMeans(before, after);
      expect([change?.value.toFixed(2), rounded(change?.interval ?? null, 2)]).toEqual([
        "0.76",
        [0.52, 0.99],
      ]);
      const same = compareMeans(without, still);
      expect([same?.value.toFixed(2), rounded(same?.interval ?? null, 2)]).toEqual(["0.03", [-0.22, 0.28]]);
      const later = compareMeans(still, await at([-1, -1], rest));
      expect([later?.value.toFixed(2), rounded(later?.interval ?? null, 2)]).toEqual(["0.82", [0.55, 1.1]]);
      const effect = effectOnMean({ touched: { before, after }, others: { before: without, after: still } });
      expect([effect?.value.toFixed(2), rounded(effect?.interval ?? null, 2)]).toEqual([
        "0.73",
        [0.38, 1.07],
      ]);
    });
  });

  it("of digital help was as much effort with the chatbot as before", async () => {
    await demo.inScope(async (scope) => {
      const [before, after] = await Promise.all(
        [-3, -1].map((quarter) => answers(scope, "help-chatbot", [quarter, quarter], { metrics: ["ces"] })),
      );
      expect([before, after].map((one) => countsOf(one ?? {}, 7))).toEqual(
        chatbotEffort.map(({ counts }) => counts),
      );
      const found = compareMeans(before ?? {}, after ?? {});
      expect([found?.value.toFixed(2), rounded(found?.interval ?? null, 2)]).toEqual([
        "-0.01",
        [-0.28, 0.27],
      ]);
    });
  });

  it("was expected differently by the two halves of the price-conscious", async () => {
    await demo.inScope(async (scope) => {
      for (const { group, touchpoint, counts } of expectationAnswers) {
        const found = await answers(scope, touchpoint, [-8, 0], { who: group, dimension: "expectation" });
        expect(countsOf(found)).toEqual(counts);
      }
    });
  });
});

describe("after a malfunction", () => {
  it("those who were handled badly left more than twice as often, as the page of moments says", async () => {
    const asked = period(afterMalfunction.from, afterMalfunction.until - 1);
    expect(momentsPeriod({}, "2026-11-25")).toEqual(asked);
    const { moments } = await demo.inScope((scope) => loadMoments(scope, asked));
    const ways = moments.find(({ key }) => key === "malfunction")?.ways ?? [];
    const of = (handled: string) => ways.find((one) => one.handled === handled)?.compared;
    const told = (one: Measured<Share> | undefined) => [
      one?.counts.numerator,
      one?.counts.denominator,
      rounded(one?.interval ? { low: one.interval.low * 100, high: one.interval.high * 100 } : null, 1),
    ];
    expect(told(of("well")?.with.lost)).toEqual([23, 412, [3.7, 8.2]]);
    expect(told(of("badly")?.with.lost)).toEqual([49, 371, [10.1, 17.0]]);
    expect(told(of("badly")?.without.lost)).toEqual([338, 6043, [5.0, 6.2]]);
  });

  it("the people behind each number are as many as it says", async () => {
    const set = {
      set: "after-event",
      "set.moment": "malfunction",
      ...{ "set.from": period(-8).from, "set.to": period(-3).to, "set.rule": "contract" },
    };
    const listed = (more: object) =>
      demo.inScope(async (scope) => {
        const input = customerListInput.parse({ ...set, ...more });
        return (await loadCustomers(scope, input)).total;
      });
    expect(await listed({ "set.handled": "badly", "set.outcome": "lost" })).toBe(49);
    expect(await listed({ "set.handled": "badly" })).toBe(371);
    expect(await listed({ "set.handled": "well", "set.outcome": "lost" })).toBe(23);
    expect(await listed({ "set.handled": "none", "set.outcome": "lost" })).toBe(338);
    expect(await listed({ "set.handled": "none" })).toBe(6043);
  });
});

describe("the inventory", () => {
  const inventory = (search: object = {}) =>
    demo.inScope((scope) => loadInventory(scope, inventoryInput.parse({ ...period(-1), ...search })));

  it("says for whom nobody is responsible", async () => {
    const { inUse, counts } = await inventory();
    expect([inUse, counts.ownerless]).toEqual([52, 2]);
    const { rows } = await inventory({ warning: "ownerless" });
    expect(rows.map(({ key }) => key)).toEqual(["review-portal", "moving"]);
  });

  it("has a verdict for each touchpoint, and as many of each as the filter lists", async () => {
    const { gaps } = await inventory();
    expect(Object.values(gaps).reduce((sum, count) => sum + count, 0)).toBe(52);
    expect(gaps.missed).toBeGreaterThan(0);
    expect((await inventory({ gap: "missed" })).total).toBe(gaps.missed);
    const { rows } = await inventory({ gap: "missed", sort: "gap" });
    const certain = rows.map(({ gap }) => gap.certain);
    expect(certain).toEqual(certain.toSorted((a, b) => b - a));
  });

  it("keeps what customers say about the brand apart from what visits found", async () => {
    const { rated, visits, values } = await demo.inScope((scope) => loadBrand(scope, {}));
    expect(values.map(({ key }) => key)).toEqual(["zuverlaessig", "verstaendlich", "nah", "fair"]);
    expect(rated[0]).toMatchObject({
      key: "price-letter",
      fit: { overall: { customers: { score: expect.closeTo(2.4) } } },
    });
    expect(visits.map(({ touchpoint }) => touchpoint.key)).toEqual([
      "fault-hotline",
      "store-advice",
      "moving",
    ]);
    expect(rated.find(({ key }) => key === "moving")?.fit?.overall).toMatchObject({
      customers: { score: expect.closeTo(3.2) },
      mystery: { score: 2.25, n: 1 },
    });
  });

  it("leads from a touchpoint's number to as many answers", async () => {
    const data = await demo.inScope((scope) =>
      loadTouchpoint(scope, touchpointPageInput.parse({ key: "fault-hotline", ...period(-1) })),
    );
    expect(data.row.score.n).toBe(data.figure.now.n);
    expect(data.comments.length).toBeGreaterThan(0);
    const business = data.gaps.segments.find(({ key }) => key === "business")?.id;
    const row = data.gaps.rows.find(({ segmentId }) => segmentId === business);
    expect([row?.verdict, row?.expected?.value]).toEqual(["missed", 4.6]);
  });
});
