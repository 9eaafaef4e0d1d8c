/** A range that holds the true value with probability `level` (0–1); bounds are in the unit of the value. */
export type Interval = { low: number; high: number; level: number };

/** Every interval in Lotse is a 95 % interval. */
export const LEVEL = 0.95;

/** The normal quantile of a two-sided 95 % interval. */
export const Z = 1.959963984540054;

/** `[low, high]` as an interval of the house level. */
export function interval(low: number, high: number): Interval {
  return { low, high, level: LEVEL };
}

/** The interval `centre ± half`, cut off where the value cannot go. */
export function around(centre: number, half: number, least = -Infinity, most = Infinity): Interval {
  return interval(Math.max(least, centre - half), Math.min(most, centre + half));
}

/** True where the interval lies wholly above or wholly below `value`; touching it is not excluding it. */
export function excludes({ low, high }: Interval, value: number): boolean {
  return low > value || high < value;
}
