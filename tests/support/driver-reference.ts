import { expect } from "vitest";
import type { Driver, DriverAnalysis } from "@/lib/metrics/drivers";

type ByColumn = Record<string, number>;

/** Drivers as the references of the data sets write them, by column of the file. */
export type DriverReference = Record<
  "mean" | "pearson_r" | "std_beta" | "unstd_b" | "johnson_raw" | "johnson_pct",
  ByColumn
> & {
  n: number;
  r2: number;
  adj_r2: number;
  lmg_raw?: ByColumn;
  lmg_pct?: ByColumn;
  rank_lmg?: string[];
  rank_johnson: string[];
};

/**
 * @param nameOf the column that a driver's key stands for
 * @param stretch how much wider the outcome's scale is than the reference's
 */
export function expectDrivers(
  { n, result }: DriverAnalysis,
  wanted: DriverReference,
  { nameOf = (key: string) => key, stretch = 1 } = {},
): void {
  expect(n).toBe(wanted.n);
  expect(result?.r2).toBeCloseTo(wanted.r2, 6);
  expect(result?.adjustedR2).toBeCloseTo(wanted.adj_r2, 6);
  expect(result?.drivers).toHaveLength(Object.keys(wanted.mean).length);
  for (const driver of result?.drivers ?? []) {
    const name = nameOf(driver.key);
    const near = (found: number | null, table: ByColumn | undefined) =>
      table && expect(found, name).toBeCloseTo(table[name] ?? Number.NaN, 5);
    near(driver.correlation, wanted.pearson_r);
    near(driver.beta, wanted.std_beta);
    near(driver.coefficient / stretch, wanted.unstd_b);
    near(driver.johnson, wanted.johnson_raw);
    near(100 * (driver.johnsonShare ?? 0), wanted.johnson_pct);
    near(driver.lmg, wanted.lmg_raw);
    near(100 * (driver.lmgShare ?? 0), wanted.lmg_pct);
    near(driver.mean, wanted.mean);
  }
  const ranked = (weight: (one: Driver) => number) =>
    [...(result?.drivers ?? [])].sort((a, b) => weight(b) - weight(a)).map(({ key }) => nameOf(key));
  if (wanted.rank_lmg) expect(ranked(({ lmg }) => lmg ?? 0)).toEqual(wanted.rank_lmg);
  expect(ranked(({ johnson }) => johnson)).toEqual(wanted.rank_johnson);
}
