import type { Scope } from "@/lib/auth/scope";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import { pooledGap } from "@/lib/expectations/rules/rank-gaps";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import { type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf, type ScoreMeasure, sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import type { Places } from "@/lib/filters/queries/read-places";
import { bounded } from "@/lib/filters/rules/spans";
import { promisesKept } from "@/lib/metrics/promises-kept";
import { addMonths, type LocalDay } from "@/lib/period/local-day";
import { type Period, periodOf } from "@/lib/period/period";
import { readPromises } from "@/lib/promises/queries/list-promises";
import { pooledCounts } from "@/lib/promises/rules/pool-counts";
import { measureChurn, measureRetention } from "@/lib/retention/queries/measure-churn";
import { measureCloseRate, measureConversion } from "@/lib/retention/queries/measure-conversion";
import { measureRepurchase } from "@/lib/retention/queries/measure-repurchase";
import { resolveRule } from "@/lib/retention/queries/resolve-customer-filter";
import { usualStepDays } from "@/lib/retention/queries/step-sets";
import { funnelOf } from "@/lib/retention/rules/funnel";
import type { Kpi } from "../rules/kpi";

/** What a KPI is at the moment, and what somebody needs to know to find its rows. */
export type KpiReading = {
  measured: Shown;
  period: Period | null;
  /** The question whose answers were counted; null for figures on customers. */
  measure: ScoreMeasure | null;
  /** Touchpoints of the phase whose expectation is met, of those that can be judged. */
  met?: { met: number; judged: number };
};

export type KpiContext = {
  places: Places;
  /** Inner ids of the touchpoints of the page's phase. */
  touchpointIds: number[];
  period: Period | null;
  today: LocalDay;
};

/** The values of KPIs in the order in which they are asked for; null where our own data cannot tell. */
export async function measureKpis(
  scope: Scope,
  kpis: readonly (Kpi | null)[],
  context: KpiContext,
): Promise<(KpiReading | null)[]> {
  const scores = await measureScores(scope, kpis, context);
  const known = new Map<string, KpiReading | null>();
  const found: (KpiReading | null)[] = [];
  for (const [index, kpi] of kpis.entries()) {
    const name = JSON.stringify(kpi);
    if (!known.has(name)) known.set(name, scores[index] ?? (await measureCustomers(scope, kpi, context)));
    found.push(known.get(name) ?? null);
  }
  return found;
}

type Asked = { at: number; measure: ScoreMeasure; touchpointIds: number[] | null };

/** All scores in one statement. A rating is the mean of the touchpoint's own question where no other rating was given. */
async function measureScores(
  scope: Scope,
  kpis: readonly (Kpi | null)[],
  { places, touchpointIds, period }: KpiContext,
): Promise<(KpiReading | undefined)[]> {
  const asked = kpis.flatMap((kpi, at): Asked[] => {
    if (kpi?.kind === "nps") return [{ at, measure: "relationship-nps", touchpointIds: null }];
    if (kpi?.kind !== "csat" && kpi?.kind !== "ces" && kpi?.kind !== "rating") return [];
    const place = places.touchpoints.find(({ key }) => key === kpi.at);
    if (kpi.at && !place) return [];
    const ids = place ? [place.id] : touchpointIds;
    const own: Asked = { at, measure: kpi.kind, touchpointIds: ids };
    return kpi.kind === "rating" ? [own, { ...own, measure: "experience" }] : [own];
  });
  if (asked.length === 0) return [];
  const tallies = await tallyMany(
    scope,
    asked.map(({ measure, touchpointIds: ids }) => ({
      slice: sliceOfMeasure(measure, { period, ...(ids ? { touchpointIds: ids } : {}) }),
      view: viewOf(measure),
    })),
  );
  const readings: (KpiReading | undefined)[] = [];
  for (const [index, { at, measure }] of asked.entries()) {
    const measured = shownOf(measureOf(measure, tallies[index] ?? []));
    if ((readings[at]?.measured.n ?? 0) === 0) readings[at] = { measured, period, measure };
  }
  return readings;
}

async function measureCustomers(
  scope: Scope,
  kpi: Kpi | null,
  { period: asked, today, places, touchpointIds }: KpiContext,
): Promise<KpiReading | null> {
  const period = bounded(asked) ?? periodOf("last-quarter", today);
  if (!kpi || !period) return null;
  const steps = { asked: period, today, windowDays: usualStepDays, groupBy: null };
  const flows = async () => ({
    ...{ period, today, filter: {}, groupBy: null, leaveOutInvoluntary: false },
    rule: await resolveRule(scope, {}),
  });
  const of = (measured: Shown | undefined, within = period): KpiReading | null =>
    measured ? { measured, period: within, measure: null } : null;
  switch (kpi.kind) {
    case "conversion": {
      const from = funnelOf(places.phases.map((one, position) => ({ ...one, position }))).find(
        ({ key }) => key === kpi.from,
      );
      if (!from?.isEntry) return null;
      return of((await measureConversion(scope, { ...steps, filter: { phase: [from.id] } })).measured);
    }
    case "close_rate":
      return of((await measureCloseRate(scope, { ...steps, filter: {} })).measured);
    case "repurchase": {
      const year = { from: addMonths(period.to, -12), to: period.to };
      return of((await measureRepurchase(scope, { asked: year, filter: {}, groupBy: null })).measured, year);
    }
    case "retention":
      return of((await measureRetention(scope, await flows())).measured);
    case "promise": {
      const kept = (await readPromises(scope, {})).filter(
        ({ isRetired, touchpoint }) => !isRetired && (kpi.at === null || touchpoint.key === kpi.at),
      );
      const latest = pooledCounts(kept).find(({ from }) => from < period.to);
      return latest ? of(promisesKept(latest.kept, latest.cases), latest) : null;
    }
    case "gap": {
      const list = await listGaps(scope, {
        period,
        base: { period: null, touchpointIds },
        places,
      });
      const ofAll = list.rows.filter(({ segmentId }) => segmentId === null);
      const { gap, met, judged } = pooledGap(ofAll, list);
      return gap && { ...{ measured: shownOf(gap), period, measure: null }, met: { met, judged } };
    }
    case "early_loss":
      return of((await measureChurn(scope, await flows())).also[0]);
    default:
      return null;
  }
}
