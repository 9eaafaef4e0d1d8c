import type { PromiseCount } from "./judge-promises";

/** What was counted of several promises, time by time, the latest first: cases of the same time are added up. */
export function pooledCounts(promises: readonly { counts: readonly PromiseCount[] }[]): PromiseCount[] {
  const times = new Map<string, PromiseCount>();
  for (const { from, to, kept, cases } of promises.flatMap(({ counts }) => counts)) {
    const known = times.get(`${from}/${to}`);
    times.set(`${from}/${to}`, {
      ...{ from, to },
      kept: kept + (known?.kept ?? 0),
      cases: cases + (known?.cases ?? 0),
    });
  }
  return [...times.values()].sort((a, b) => b.from.localeCompare(a.from) || b.to.localeCompare(a.to));
}
