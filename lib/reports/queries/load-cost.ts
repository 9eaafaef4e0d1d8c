import type { Scope } from "@/lib/auth/scope";
import type { Places } from "@/lib/filters/queries/read-places";
import { AFTER_EVENT_DAYS } from "@/lib/metrics/after-event";
import { compareOutcomes, type OutcomeComparison } from "@/lib/metrics/compare-outcomes";
import { addDays, addMonths, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { countAfterEvents, feedbackEvents } from "@/lib/retention/queries/after-event";
import { pageRule } from "@/lib/retention/queries/resolve-customer-filter";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";

export type GapCost = {
  /** When they were disappointed: a year whose 180 days after are over. */
  period: Period;
  rule: ActivityRule;
  compared: OutcomeComparison;
};

type Place = { touchpointId: number; segment: string | null };

/**
 * What goes along with a disappointment: customers who were dissatisfied at a touchpoint, and what became of them in
 * the 180 days after, against those without feedback there in the same time. Null where nobody's time is over.
 */
export async function loadCost(
  scope: Scope,
  { touchpointId, segment }: Place,
  { today, places }: { today: LocalDay; places: Places },
): Promise<GapCost | null> {
  const to = addDays(today, -AFTER_EVENT_DAYS);
  const period = { from: addMonths(to, -12), to };
  const { settings, hasContracts, vocabulary } = places;
  const rule = pageRule({}, settings, hasContracts);
  const outcomeOf = await countAfterEvents(scope, {
    events: feedbackEvents(scope, [{ event: 0, touchpointId }], period),
    period,
    observedUntil: today,
    rule,
    condition: segment ? await segmentCondition(scope, [segment], { today, vocabulary }) : undefined,
  });
  const { handled, without } = outcomeOf(0);
  if (handled.badly.counts.customers === 0) return null;
  return { period, rule, compared: compareOutcomes(handled.badly.counts, without.counts) };
}
