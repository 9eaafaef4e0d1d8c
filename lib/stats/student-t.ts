import { incompleteBeta } from "@/lib/stats/incomplete-beta";
import { logBeta } from "@/lib/stats/log-gamma";
import { normalQuantile } from "@/lib/stats/normal";

/** P(|T| ≥ |t|) with `df` degrees of freedom (df > 0, fractions allowed): the two-sided p of a t statistic. */
export function studentTwoSidedP(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/** P(T ≤ t) with `df` degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  const tail = studentTwoSidedP(t, df) / 2;
  return t < 0 ? tail : 1 - tail;
}

/**
 * The t with P(T ≤ t) = p, for 0 < p < 1. Example: studentQuantile(0.975, 10) = 2.228139.
 *
 * Source: bisection for few degrees of freedom, Hill's expansion as the start for many; Newton steps to the end.
 */
export function studentQuantile(p: number, df: number): number {
  if (!Number.isInteger(df)) return quantileOf(p, df);
  const key = `${p} ${df}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const found = quantileOf(p, df);
  if (quantiles.size >= mostQuantiles) quantiles.clear();
  quantiles.set(key, found);
  return found;
}

/** A list of thousands of means asks for the same few again and again: each costs up to sixty integrals. */
const quantiles = new Map<string, number>();
const mostQuantiles = 10_000;

function quantileOf(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df);
  if (p === 0.5) return 0;
  let t = df < 5 ? bisected(p, df) : expanded(p, df);
  for (let step = 0; step < 6; step++) {
    const move = (studentCdf(t, df) - p) / density(t, df);
    t -= move;
    if (Math.abs(move) < 1e-14 * t) break;
  }
  return t;
}

function bisected(p: number, df: number): number {
  let low = 0;
  let high = 1;
  while (studentCdf(high, df) < p && high < 1e300) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function expanded(p: number, df: number): number {
  const z = normalQuantile(p);
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  return z + first / df + second / df ** 2;
}

function density(t: number, df: number): number {
  return Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df) - 0.5 * Math.log(df) - logBeta(df / 2, 0.5));
}
