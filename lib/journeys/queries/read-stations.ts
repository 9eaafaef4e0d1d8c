import type { Scope } from "@/lib/auth/scope";
import type { Slice } from "@/lib/feedback/queries/slice";
import { type ScoreTally, type TallyRequest, tallyMany } from "@/lib/feedback/queries/tally-scores";
import { techniques } from "@/lib/feedback/rules/codes";
import { type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureTallies } from "@/lib/feedback/rules/measure-tallies";
import { measureOf, sliceOfMeasure } from "@/lib/feedback/rules/score-measures";
import type { Places } from "@/lib/filters/queries/read-places";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import type { Scale } from "@/lib/metrics/scales";
import type { Period } from "@/lib/period/period";

/** What was measured at a touchpoint. */
export type StationScores = {
  /** The experience: the mean of how good it was. */
  score: Shown;
  scale: Scale | null;
  /** The same in the period that is compared with. */
  before: Shown | null;
  /** How customers felt, −2…2. */
  mood: Shown;
  /** What the group expects there, and whether it was met. */
  expected: number | null;
  verdict: GapVerdict | null;
  verdictBefore: GapVerdict | null;
};

type Asked = {
  base: Slice;
  period: Period | null;
  against: Period | null;
  places: Places;
  segment: string | undefined;
};

/** Scores of all touchpoints of a group, counted in one statement however many there are. */
export async function readStations(
  scope: Scope,
  { base, period, against }: Asked,
): Promise<{ at: (touchpointId: number) => StationScores }> {
  const experience = (span: Period | null): TallyRequest => ({
    slice: { ...sliceOfMeasure("experience", base), period: span },
    groupBy: "touchpoint",
  });
  // How somebody felt is what staff note most, so here their notes count.
  const mood: TallyRequest = {
    slice: { ...base, period, metrics: ["rating"], dimension: "mood", techniques: [...techniques.names] },
    groupBy: "touchpoint",
  };
  const [now = [], felt = [], then] = await tallyMany(scope, [
    experience(period),
    mood,
    ...(against ? [experience(against)] : []),
  ]);
  const [byNow, byMood, byThen] = [byGroup(now), byGroup(felt), byGroup(then ?? [])];
  return {
    at: (id) => {
      const own = byNow.get(String(id)) ?? [];
      return {
        score: shownOf(measureOf("experience", own)),
        scale: scaleOf(own),
        before: then ? shownOf(measureOf("experience", byThen.get(String(id)) ?? [])) : null,
        mood: shownOf(measureTallies("rating", byMood.get(String(id)) ?? []).all),
        expected: null,
        verdict: null,
        verdictBefore: null,
      };
    },
  };
}

function byGroup(tallies: readonly ScoreTally[]): Map<string, ScoreTally[]> {
  const found = new Map<string, ScoreTally[]>();
  for (const one of tallies) found.set(one.group ?? "", [...(found.get(one.group ?? "") ?? []), one]);
  return found;
}

/** Null where answers were given on several scales, or by nobody. */
function scaleOf(tallies: readonly ScoreTally[]): Scale | null {
  const scales = new Set(tallies.map(({ scale }) => scale));
  return scales.size === 1 ? ([...scales][0] ?? null) : null;
}
