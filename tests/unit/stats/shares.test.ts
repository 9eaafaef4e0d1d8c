import fc from "fast-check";
import { expect, test } from "vitest";
import { benjaminiHochberg } from "@/lib/stats/benjamini-hochberg";
import { fisherExactP } from "@/lib/stats/fisher-exact";
import { excludes, interval } from "@/lib/stats/interval";
import { newcombeInterval } from "@/lib/stats/newcombe-interval";
import { pooledZ } from "@/lib/stats/pooled-z";
import { wilsonInterval } from "@/lib/stats/wilson-interval";
import { describeWithSharedData, sharedVector } from "../../support/shared-data";

const share = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, p]) => ({ k: Math.round(n * p), n }));

test("Wilson's interval stays within 0…1, holds the share and is empty without cases", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
  expect(wilsonInterval(0, 10)?.low).toBe(0);
  expect(wilsonInterval(10, 10)?.high).toBe(1);
  fc.assert(
    fc.property(share, ({ k, n }) => {
      const found = wilsonInterval(k, n);
      return found !== null && found.low >= 0 && found.low <= k / n && found.high >= k / n && found.high <= 1;
    }),
  );
});

test("Newcombe's interval mirrors when the sides change places and holds the difference", () => {
  expect(newcombeInterval({ k: 0, n: 0 }, { k: 1, n: 2 })).toBeNull();
  expect(newcombeInterval({ k: 1, n: 2 }, { k: 0, n: 0 })).toBeNull();
  fc.assert(
    fc.property(share, share, (a, b) => {
      const there = newcombeInterval(a, b);
      const back = newcombeInterval(b, a);
      if (there === null || back === null) return false;
      const difference = b.k / b.n - a.k / a.n;
      expect(there.low).toBeCloseTo(-back.high, 12);
      return there.low <= difference && difference <= there.high;
    }),
  );
});

// Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10
test.each([
  [{ k: 48, n: 80 }, { k: 56, n: 70 }, 0.0524, 0.3339],
  [{ k: 3, n: 10 }, { k: 9, n: 10 }, 0.1705, 0.809],
  [{ k: 0, n: 10 }, { k: 10, n: 10 }, 0.6075, 1],
])("Newcombe's printed intervals: %o → %o", (a, b, low, high) => {
  const found = newcombeInterval(a, b);
  expect(found?.low).toBeCloseTo(low, 3);
  expect(found?.high).toBeCloseTo(high, 3);
});

// R 4.2.2, fisher.test
test.each([
  [{ k: 3, n: 4 }, { k: 1, n: 4 }, 0.4857142857142857],
  [{ k: 2, n: 17 }, { k: 10, n: 13 }, 0.0005367241],
  [{ k: 0, n: 10 }, { k: 0, n: 10 }, 1],
])("Fisher's exact test: %o against %o", (a, b, p) => {
  expect(fisherExactP(a, b)).toBeCloseTo(p, 9);
});

test("the pooled z is 0 where nothing differs", () => {
  expect(pooledZ({ k: 0, n: 5 }, { k: 0, n: 9 })).toBe(0);
  expect(pooledZ({ k: 5, n: 5 }, { k: 9, n: 9 })).toBe(0);
});

test("Benjamini–Hochberg: their own example of fifteen p values, four rejected at 5 %", () => {
  const printed = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  expect(benjaminiHochberg(printed, 0.05).filter(Boolean)).toHaveLength(4);
  expect(benjaminiHochberg([0.9, 0.04, null, 0.01])).toEqual([false, true, false, true]);
  expect(benjaminiHochberg([])).toEqual([]);
  // A step-up procedure: 0.05 alone would fail at its rank, a larger p that passes carries it along.
  expect(benjaminiHochberg([0.05, 0.06, 0.07], 0.1)).toEqual([true, true, true]);
});

test("touching is not excluding", () => {
  expect(excludes(interval(0, 1), 0)).toBe(false);
  expect(excludes(interval(0.001, 1), 0)).toBe(true);
  expect(excludes(interval(-2, -1), 0)).toBe(true);
});

describeWithSharedData("published values", () => {
  test("Wilson 81 of 263", () => {
    const { inputs, expected } = sharedVector<{ k: number; n: number }, [number, number]>("wilson-81-263");
    const found = wilsonInterval(inputs.k, inputs.n);
    expect(Math.abs((found?.low ?? 0) - expected[0])).toBeLessThan(6e-5);
    expect(Math.abs((found?.high ?? 0) - expected[1])).toBeLessThan(6e-5);
  });

  test("two proportions: z, p, Newcombe", () => {
    const { expected } = sharedVector<
      unknown,
      { z_pooled: number; p_two_sided: number; newcombe_wilson95: [number, number] }
    >("two-prop-z");
    const a = { k: 166, n: 1473 };
    const b = { k: 1655, n: 3875 };
    expect(pooledZ(a, b)).toBeCloseTo(expected.z_pooled, 6);
    expect(newcombeInterval(a, b)?.low).toBeCloseTo(expected.newcombe_wilson95[0], 7);
    expect(newcombeInterval(a, b)?.high).toBeCloseTo(expected.newcombe_wilson95[1], 7);
  });
});
