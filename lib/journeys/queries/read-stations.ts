import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import { gapReading } from "@/lib/expectations/queries/gap-reading";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import { readTogether, type TallyReading } from "@/lib/feedback/queries/read-together";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally, TallyRequest } from "@/lib/feedback/queries/tally-request";
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
  /** The part of the gap that is certain, by how much it matters; what gaps are ranked by. */
  priority: number;
};

type Asked = {
  base: Slice;
  /** The table of its members, if the slice looks into one. */
  members: readonly Prisma.Sql[];
  period: Period | null;
  against: Period | null;
  places: Places;
  segment: string | undefined;
  /** Whether it can be told who is in the segment. */
  isTold: boolean;
};

/** Scores of all touchpoints of a group, counted in one statement however many there are. */
export async function readStations(
  scope: Scope,
  { base, members, period, against, places, segment, isTold }: Asked,
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
  const own = [experience(period), mood, ...(against ? [experience(against)] : [])];
  const gaps = await gapReading(scope, {
    period,
    places,
    ...(segment ? { base, segments: [segment] } : {}),
  });
  const read = await readTogether(scope, {
    own: { requests: own, tables: members, result: (tallies) => tallies } satisfies TallyReading<
      ScoreTally[][]
    >,
    gaps,
  });
  const [now = [], felt = [], before] = read.own;
  const { list } = read.gaps;
  const gapAt = gapsByTouchpoint(isTold ? list.rows : [], segment !== undefined);
  const [byNow, byMood, byThen] = [byGroup(now), byGroup(felt), byGroup(before ?? [])];
  return {
    at: (id) => {
      const answers = byNow.get(String(id)) ?? [];
      const gap = gapAt.get(id);
      return {
        score: shownOf(measureOf("experience", answers)),
        scale: scaleOf(answers),
        before: before ? shownOf(measureOf("experience", byThen.get(String(id)) ?? [])) : null,
        mood: shownOf(measureTallies("rating", byMood.get(String(id)) ?? []).all),
        expected: gap?.expected?.value ?? null,
        verdict: gap?.verdict ?? null,
        priority: gap?.priority?.certain ?? 0,
      };
    },
  };
}

/** What the group itself expects there; of everybody, each measured by what their own segment expects. */
function gapsByTouchpoint(rows: readonly GapRow[], isSegment: boolean): Map<number, GapRow> {
  return new Map(
    rows
      .filter(({ segmentId, question }) => (segmentId !== null) === isSegment && question.metric !== "ces")
      .map((row) => [row.touchpointId, row]),
  );
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
