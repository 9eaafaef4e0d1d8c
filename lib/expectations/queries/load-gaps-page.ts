import type { Scope } from "@/lib/auth/scope";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { periodAsked } from "@/lib/filters/rules/spans";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { touchpointsMet, type WorstGap, worstGaps } from "../rules/rank-gaps";
import type { GapsPageInput } from "../schema";
import type { GapList } from "./gap-reading";
import { listGaps } from "./list-gaps";
import { type Owner, readOwners } from "./read-owners";

export type GapsPageData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  list: GapList;
  worst: WorstGap[];
  counts: ReturnType<typeof touchpointsMet>;
  owners: Map<number, Owner>;
  places: Places;
};

/** Expected and experienced at every touchpoint of the filter: the worst first, then all of it as a map. */
export async function loadGapsPage(scope: Scope, input: GapsPageInput): Promise<GapsPageData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const period = periodAsked(input, today, places.settings.defaultPeriod);
  const list = await gapsAsked(scope, input, places, period);
  const worst = worstGaps(list.rows);
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    list,
    worst,
    counts: touchpointsMet(list.rows),
    owners: await readOwners(
      scope,
      worst.map(({ row }) => row.touchpointId),
    ),
    places,
  };
}

/** What the filter of an address means: the same rows on the page and in its file. */
export async function gapsAsked(
  scope: Scope,
  input: GapsPageInput,
  places: Places,
  period: Period | null,
): Promise<GapList> {
  const { from: _, to: __, period: ___, open: ____, view: _____, ...filter } = input;
  const base = await resolveFilter(scope, filter, places);
  return listGaps(scope, { period, base, segments: input.segment, places });
}
