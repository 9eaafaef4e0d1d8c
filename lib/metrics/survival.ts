import { type Interval, interval, Z } from "@/lib/stats/interval";

/** How long somebody was observed, and whether it ended in the event (loss) or just with the observation. */
export type Lifetime = { time: number; event: boolean };

/** A drop of the curve. `standardError` after Greenwood; interval and error are null where they are not defined. */
export type SurvivalStep = {
  t: number;
  atRisk: number;
  events: number;
  survival: number;
  interval: Interval | null;
  standardError: number | null;
};

/** A Kaplan–Meier curve: 1 before the first step, level between the steps, known up to `lastTime`. */
export type SurvivalCurve = {
  n: number;
  events: number;
  lastTime: number | null;
  steps: SurvivalStep[];
  median: number | null;
};

/** Lifetimes at one time, as a database groups them: how many ended there with and without the event. */
export type LifetimesAt = { time: number; events: number; censored: number };

/**
 * Survival with censoring (Kaplan–Meier): steps at the times of events, interval log-log
 * (null where the survival is 1 or 0), median = first time with survival ≤ 0.5, null if it is never reached.
 * Who is censored at the time of an event is still at risk there.
 *
 * Source: Kaplan & Meier (1958); interval as survfit(conf.type = "log-log") of R's survival.
 */
export function survival(lifetimes: readonly Lifetime[]): SurvivalCurve {
  return survivalOfCounts(countLifetimes(lifetimes));
}

/** The same from counts per time. */
export function survivalOfCounts(counts: Iterable<LifetimesAt>): SurvivalCurve {
  const times = [...counts].sort((a, b) => a.time - b.time);
  const n = times.reduce((sum, { events, censored }) => sum + events + censored, 0);
  const steps: SurvivalStep[] = [];
  let atRisk = n;
  let alive = 1;
  let greenwood = 0;
  for (const { time, events, censored } of times) {
    if (events > 0) {
      alive *= (atRisk - events) / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      steps.push({ t: time, atRisk, events, survival: alive, ...uncertainty(alive, greenwood) });
    }
    atRisk -= events + censored;
  }
  return {
    n,
    events: steps.reduce((sum, { events }) => sum + events, 0),
    lastTime: times.at(-1)?.time ?? null,
    steps,
    // The product may miss an exact half by a hair.
    median: steps.find(({ survival }) => survival <= 0.5 + 1e-12)?.t ?? null,
  };
}

/** Survival at a time; null beyond the last observed time, and of an empty curve. */
export function survivalAt({ steps, lastTime }: SurvivalCurve, t: number): number | null {
  if (lastTime === null || t > lastTime) return null;
  return steps.findLast((step) => step.t <= t)?.survival ?? 1;
}

/** Groups single lifetimes by their time. */
export function countLifetimes(lifetimes: readonly Lifetime[]): LifetimesAt[] {
  const counts = new Map<number, LifetimesAt>();
  for (const { time, event } of lifetimes) {
    const at = counts.get(time) ?? { time, events: 0, censored: 0 };
    if (event) at.events++;
    else at.censored++;
    counts.set(time, at);
  }
  return [...counts.values()];
}

function uncertainty(alive: number, greenwood: number): Pick<SurvivalStep, "interval" | "standardError"> {
  if (alive === 0 || alive === 1) return { interval: null, standardError: alive === 0 ? null : 0 };
  const reach = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(alive));
  return {
    interval: interval(alive ** Math.exp(reach), alive ** Math.exp(-reach)),
    standardError: alive * Math.sqrt(greenwood),
  };
}
