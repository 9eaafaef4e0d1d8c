import { type Change, changesOf } from "@/lib/feedback/rules/difference-of";
import type { Measured } from "@/lib/metrics/measured";
import { promisesKept } from "@/lib/metrics/promises-kept";
import type { LocalDay } from "@/lib/period/local-day";

/** `[from, to)` with the cases in which a promise applied and was kept. */
export type PromiseCount = { from: LocalDay; to: LocalDay; kept: number; cases: number };

export type Judged = { latest: PromiseCount | null; now: Measured; change: Change | null };

/**
 * The share kept in the last time that was counted, held against the one counted before it. A list of promises is many
 * comparisons, so "up" and "down" have passed the correction for them.
 */
export function judgePromises<One extends { counts: readonly PromiseCount[] }>(
  promises: readonly One[],
): (Judged & { promise: One })[] {
  const sides = promises.map((promise) => {
    const [latest = null, before = null] = [...promise.counts].sort((a, b) => b.from.localeCompare(a.from));
    const now = promisesKept(latest?.kept ?? 0, latest?.cases ?? 0);
    return { promise, latest, now, before: before && promisesKept(before.kept, before.cases) };
  });
  const pairs = sides.flatMap(({ before, now }) => (before ? [{ before, after: now }] : []));
  const changes = changesOf(pairs).values();
  return sides.map(({ promise, latest, now, before }) => ({
    promise,
    latest,
    now,
    change: before ? (changes.next().value ?? null) : null,
  }));
}
