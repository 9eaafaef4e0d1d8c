import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import type { Places } from "@/lib/filters/queries/read-places";
import { readMeasures } from "@/lib/measures/queries/read-measures";
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

/** What is being done: measures under way and proposed, those at the touchpoint of the worst gap first. */
export async function listAnswersToGaps(
  scope: Scope,
  { worstTouchpoint, places }: { worstTouchpoint: string | null; places: Places },
): Promise<ReportMeasure[]> {
  const rows = await readMeasures(scope, { state: ["running", "proposed"], retired: false });
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
