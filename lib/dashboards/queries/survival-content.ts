import type { Scope } from "@/lib/auth/scope";
import { beside, nothing, type TallyReading, together } from "@/lib/feedback/queries/read-together";
import type { Places } from "@/lib/filters/queries/read-places";
import type { SurvivalCurve } from "@/lib/metrics/survival";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { type Survival, survivalReading } from "@/lib/retention/queries/list-survival";
import type { CustomerFilter } from "@/lib/retention/queries/traits";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import { isLeading } from "@/lib/segments/queries/counted-leading";
import { segmentMemberships } from "@/lib/segments/queries/segment-condition";

export type SurvivalData = {
  view: "survival";
  all: SurvivalCurve;
  /** By the plan of the first contract, and by the leading segments; empty where there is only one. */
  plans: Survival;
  segments: Survival;
  asOf: LocalDay;
};

type Asked = {
  said: Period | null;
  today: LocalDay;
  rule: ActivityRule;
  filter: CustomerFilter;
  places: Places;
};

/** Everybody's stay from the beginning; a period that was asked for says until when they are observed. */
export async function survivalContent(
  scope: Scope,
  { today, rule, filter, places, said }: Asked,
): Promise<TallyReading<SurvivalData>> {
  const asOf = said && said.to < today ? said.to : today;
  const request = { from: null, asOf, rule, filter };
  const leading = places.vocabulary.segments.filter(isLeading).map(({ key }) => key);
  const memberships = await segmentMemberships(scope, leading, { vocabulary: places.vocabulary });
  const bySegment = { ...request, filter: { ...filter, memberships }, groupBy: "segment" as const };
  return together(
    {
      whole: beside(survivalReading(scope, { ...request, groupBy: null })),
      plans:
        rule.rule === "contract" ? beside(survivalReading(scope, { ...request, groupBy: "plan" })) : nothing,
      segments: leading.length > 1 ? beside(survivalReading(scope, bySegment)) : nothing,
    },
    ({ whole, plans, segments }): SurvivalData => ({
      view: "survival",
      all: whole.groups[0]?.curve ?? { n: 0, events: 0, lastTime: null, steps: [], median: null },
      plans: severalOf(plans),
      segments: severalOf(segments),
      asOf,
    }),
  );
}

/** One group alone says nothing about groups. */
const severalOf = (found: Survival | null): Survival =>
  found && found.groups.length > 1 ? found : { groups: [], logRank: null };
