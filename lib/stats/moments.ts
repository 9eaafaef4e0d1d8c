/** What a mean, its interval and its comparison need: count, mean, sample variance (n − 1; null below two). */
export type Moments = { n: number; mean: number; variance: number | null };

/** Count, mean and sample variance of some numbers; null when there are none. Two passes, so no cancellation. */
export function momentsOf(values: readonly number[]): Moments | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  if (n === 1) return { n, mean, variance: null };
  return { n, mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1) };
}
