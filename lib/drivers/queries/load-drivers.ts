import type { Scope } from "@/lib/auth/scope";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { periodAsked } from "@/lib/filters/rules/spans";
import { localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { type DriversInput, type Outcome, outcomes } from "../schema";
import { askedOutcomes, type Cases, readCases } from "./read-cases";
import { readStatedImportance, type StatedImportance } from "./stated-importance";

export type DriversData = {
  period: Period | null;
  isOver: boolean;
  outcome: Outcome;
  /** What anybody was asked about; the page opens with the first of them. */
  asked: Outcome[];
  cases: Cases;
  stated: [touchpointId: number, StatedImportance][];
  places: Places;
};

/** A year unless said otherwise: what few people answer together needs time. */
export const usualPeriod = "last-12-months";

/** Complete cases of an outcome and its touchpoints; what they tell is worked out once the transaction is over. */
export async function loadDrivers(scope: Scope, input: DriversInput): Promise<DriversData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = periodAsked(input, today, usualPeriod);
  const places = await readPlaces(scope);
  const { from: _, to: __, ...filter } = input;
  const base = { ...(await resolveFilter(scope, filter, places)), period };
  const asked = await askedOutcomes(scope, outcomes, base);
  const outcome = input.outcome ?? outcomes.find((one) => asked.has(one)) ?? "satisfaction";
  const outcomeScale = asked.get(outcome) ?? null;
  const isAskedFor = input.touchpoint !== undefined;
  const cases = await readCases(scope, { outcome, outcomeScale, base, isAskedFor });
  const ids = cases.touchpoints.map(({ touchpointId }) => touchpointId);
  return {
    period,
    isOver: !period || isOver(period, today),
    outcome,
    asked: [...asked.keys()],
    cases,
    stated: [...(await readStatedImportance(scope, ids, base))],
    places,
  };
}
