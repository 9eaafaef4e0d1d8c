import { around, type Interval, LEVEL } from "@/lib/stats/interval";
import type { Moments } from "@/lib/stats/moments";
import { studentQuantile } from "@/lib/stats/student-t";

/**
 * Interval of a mean: t with n − 1 degrees of freedom, mean ± t · s / √n. Null at n = 1.
 *
 * Example: n 5, mean 4, variance 1 → 4 ± 1.2417.
 */
export function meanInterval({ n, mean, variance }: Moments): Interval | null {
  if (variance === null) return null;
  return around(mean, studentQuantile((1 + LEVEL) / 2, n - 1) * Math.sqrt(variance / n));
}
