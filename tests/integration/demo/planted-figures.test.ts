import { describe, expect, it } from "vitest";
import { loadTour } from "@/lib/demo/queries";
import { reconcile } from "@/scripts/reconcile/reconcile";
import { demoCompany, demoPeriods } from "@/tests/support/demo";
import { askOwner } from "@/tests/support/owner";

/** The figures of the story, as the rooms read them from what was planted. */
const period = demoPeriods();
const demo = demoCompany();
const { database } = demo;

const relationship = { occasion: "relationship" };
const twoSides = (a: { from: string; to: string }, b: { from: string; to: string }) => ({
  "a.from": a.from,
  "a.to": a.to,
  "b.from": b.from,
  "b.to": b.to,
});
const interval = (one: { low: number; high: number } | null | undefined, factor = 1) =>
  one && [one.low * factor, one.high * factor].map((bound) => Number(bound.toFixed(1)));

describe("the planting", () => {
  it("has what every step of the tour leads to", async () => {
    const { places } = await demo.inScope(loadTour);
    expect(Object.entries(places).filter(([, id]) => id === null)).toEqual([]);
  });

  it("says how many", async () => {
    const [counts] = await askOwner<Record<string, number>>(
      database.current?.ownerUrl ?? "",
      `select (select count(*)::int from customer) as customers, (select count(*)::int from feedback) as feedback,
        (select count(distinct "customerId")::int from contract) as "withContract",
        (select count(*)::int from "order") as orders, (select count(*)::int from contact) as contacts`,
    );
    expect(counts).toMatchInlineSnapshot(`
      {
        "contacts": 31608,
        "customers": 14418,
        "feedback": 42631,
        "orders": 17000,
        "withContract": 11476,
      }
    `);
  });

  it("leaves nothing that reconcile would mend", async () => {
    const said: string[] = [];
    const ownerUrl = database.current?.ownerUrl ?? "";
    expect(await reconcile({ ownerUrl, repair: false, say: (line) => void said.push(line) })).toBe(0);
    expect(said).toEqual([]);
  });
});

describe("relationship NPS", () => {
  it.each([
    [-8, 20.4, 16.0, 24.7, 1240],
    [-7, 20.6, 16.2, 24.9, 1243],
    [-6, 20.0, 15.6, 24.3, 1242],
    [-5, 20.3, 15.9, 24.6, 1245],
    [-4, 11.8, 7.3, 16.3, 1245],
    [-3, 14.5, 10.0, 18.9, 1240],
    [-2, 16.1, 11.6, 20.5, 1244],
    [-1, 17.6, 13.1, 22.0, 1241],
  ])("Q%i", async (quarter, value, low, high, n) => {
    const all = await demo.measure("nps", { ...relationship, ...period(quarter) });
    expect(all.value).toBeCloseTo(value, 1);
    expect(all.n).toBe(n);
    expect(interval(all.interval)).toEqual([low, high]);
  });

  it.each([
    [-5, -4, -8.5, [-14.8, -2.3], "down"],
    [-4, -1, 5.8, [-0.5, 12.1], "notYetCertain"],
    [-2, -1, 1.5, [-4.8, 7.8], "usualRange"],
  ])("from Q%i to Q%i", async (before, after, difference, bounds, verdict) => {
    const found = await demo.compare("nps", { ...relationship, ...twoSides(period(before), period(after)) });
    expect(found.difference).toBeCloseTo(difference, 1);
    expect(interval(found.interval)).toEqual(bounds);
    expect(found.verdict).toBe(verdict);
  });
});

describe("contracts", () => {
  it.each([
    [-8, 8020, 235, 402, 31, 0],
    [-7, 8156, 240, 396, 31, 0],
    [-6, 8281, 246, 405, 31, 0],
    [-5, 8409, 251, 401, 31, 0],
    [-4, 8528, 322, 394, 31, 0],
    [-3, 8569, 294, 397, 25, 0],
    [-2, 8647, 269, 407, 22, 15],
    [-1, 8778, 270, 409, 16, 22],
  ])("Q%i", async (quarter, start, lost, begun, earlyLost, back) => {
    const churn = await demo.measure("churn", period(quarter));
    expect(churn.flow).toMatchObject({ start, lost, new: begun, earlyLost, back });
    expect(churn.value).toBeCloseTo(lost / start, 10);
  });

  it.each([
    [-5, -4, 0.79, [0.25, 1.34], "up"],
    [-4, -1, -0.7, [-1.25, -0.16], "down"],
  ])("from Q%i to Q%i", async (before, after, difference, bounds, verdict) => {
    const found = await demo.compare("churn", twoSides(period(before), period(after)));
    expect((found.difference ?? 0) * 100).toBeCloseTo(difference, 2);
    expect(
      [found.interval?.low, found.interval?.high].map((one) => Number(((one ?? 0) * 100).toFixed(2))),
    ).toEqual(bounds);
    expect(found.verdict).toBe(verdict);
  });

  it("buy again more often than the year before", async () => {
    const years = [period(-8, -5), period(-4, -1)] as const;
    const [before, after] = [
      await demo.measure("repurchase", years[0]),
      await demo.measure("repurchase", years[1]),
    ];
    expect([before.n, Math.round((before.value ?? 0) * before.n)]).toEqual([3168, 1294]);
    expect([after.n, Math.round((after.value ?? 0) * after.n)]).toEqual([3254, 1412]);
    const found = await demo.compare("repurchase", twoSides(...years));
    expect((found.difference ?? 0) * 100).toBeCloseTo(2.55, 2);
    expect(found.verdict).toBe("up");
  });
});
