import { shownOf } from "@/lib/feedback/rules/difference-of";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import type { MetricAnswer, MetricGroup } from "../schema/metric-answers";

/** A figure as the API writes it: its definition in words, and of scores from too few answers the number alone. */
export function presentMeasured(one: Measured) {
  const { text, direction } = DEFINITIONS[one.definition.id];
  const { value, n, interval, counts, ...rest } = shownOf(one);
  return {
    definition: { text, parameters: { ...one.definition.parameters } },
    direction,
    value,
    n,
    interval,
    counts,
    ...("suppressed" in rest ? { suppressed: true as const } : {}),
  } satisfies Partial<MetricAnswer>;
}

export function presentGroup(key: string | null, one: Measured): MetricGroup {
  const { value, n, interval, ...rest } = shownOf(one);
  return { key, value, n, interval, ...("suppressed" in rest ? { suppressed: true as const } : {}) };
}

/** Figures shown beside another one, each under its own name. */
export const presentBesides = (also: readonly Measured[]): Pick<MetricAnswer, "also"> =>
  also.length > 0
    ? { also: also.map((one) => ({ metric: one.definition.id, ...presentMeasured(one) })) }
    : {};
