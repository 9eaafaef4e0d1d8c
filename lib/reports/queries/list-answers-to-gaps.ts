import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import type { Reading } from "@/lib/db/reading";
import type { Places } from "@/lib/filters/queries/read-places";
import { type MeasureRow, measuresReading } from "@/lib/measures/queries/read-measures";
import type { MeasureState } from "@/lib/measures/schema";
import type { LocalDay } from "@/lib/period/local-day";

export type ReportMeasure = {
  id: string;
  name: string;
  state: MeasureState;
  touchpoint: string | null;
  owner: string | null;
  dueOn: LocalDay | null;
  /** At the touchpoint of the worst certain gap. */
  isAboutWorst: boolean;
};

const mostShown = 5;

/** Measures under way and proposed, to be read together with the figures. */
export const answersReading = (scope: Scope): Reading<MeasureRow[]> =>
  measuresReading(scope, { state: ["running", "proposed"], retired: false });

/** What is being done: those at the touchpoint of the worst gap first. */
export async function answersToGaps(
  rows: readonly MeasureRow[],
  { worstTouchpoint, places }: { worstTouchpoint: string | null; places: Places },
): Promise<ReportMeasure[]> {
  const isAbout = (touchpoint: string | null) => touchpoint !== null && touchpoint === worstTouchpoint;
  const shown = [
    ...rows.filter(({ touchpoint }) => isAbout(touchpoint)),
    ...rows.filter(({ touchpoint, state }) => !isAbout(touchpoint) && state === "running"),
    ...rows.filter(({ touchpoint, state }) => !isAbout(touchpoint) && state !== "running"),
  ].slice(0, mostShown);
  const owners = await peopleById(shown.flatMap(({ ownerUserId }) => ownerUserId ?? []));
  return shown.map(({ id, name, state, touchpoint, ownerUserId, ownerName, dueOn }) => ({
    ...{ id, name, state, dueOn },
    touchpoint: places.touchpoints.find(({ key }) => key === touchpoint)?.name ?? null,
    owner: (ownerUserId === null ? null : owners.get(ownerUserId)?.name) ?? ownerName,
    isAboutWorst: isAbout(touchpoint),
  }));
}
