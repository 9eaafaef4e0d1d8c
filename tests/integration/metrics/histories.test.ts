import { describe, expect, test } from "vitest";
import { fitBgNbd } from "@/lib/metrics/bg-nbd-fit";
import { CountedHistories } from "@/lib/metrics/counted-histories";
import { repeatPurchases } from "@/lib/metrics/repeat-purchases";
import { countHistories } from "@/lib/retention/queries/count-histories";
import { dayOfWorld } from "./facts";
import { ownWorlds } from "./worlds";

const worldOf = ownWorlds();

const linesOf = (histories: CountedHistories): string[] => {
  const { x, tx, t, n } = histories.read();
  return Array.from({ length: histories.length }, (_, i) =>
    [x[i], histories.weeks[tx[i] ?? 0], histories.weeks[t[i] ?? 0], n[i]].join(" "),
  ).sort();
};

describe("histories of buying", () => {
  test("are counted in the database as customer by customer by hand, and fit the same model", async () => {
    for (const lastDay of [60, 150, 230].map(dayOfWorld)) {
      const { workspace, people } = worldOf(1);
      const byHand = people.flatMap(({ orders }) => {
        const history = repeatPurchases(
          orders.map(({ day }) => ({ on: day, amount: 1 })),
          lastDay,
        );
        return history ? [history] : [];
      });
      const counted = await workspace.asSystem((scope) => countHistories(scope, { lastDay, filter: {} }));
      expect(counted.customers).toBe(byHand.length);
      expect(linesOf(counted)).toEqual(linesOf(CountedHistories.of(byHand)));
      const [ours, theirs] = [fitBgNbd(counted), fitBgNbd(byHand)];
      expect(ours?.logLikelihood).toBeCloseTo(theirs?.logLikelihood ?? Number.NaN, 6);
    }
  });

  test("many take their place in columns", () => {
    const histories = new CountedHistories();
    for (let i = 0; i < 5_000; i++) histories.add({ x: i % 7, tx: (i % 300) / 7, t: 300 / 7 }, 2);
    expect([histories.length, histories.customers, histories.mostPurchases]).toEqual([5_000, 10_000, 6]);
    expect(histories.read().n[4_999]).toBe(2);
    expect(histories.weeks).toHaveLength(301);
  });
});
