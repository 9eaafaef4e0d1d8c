import { type GapVerdict, gapPriority, gapVerdict } from "@/lib/metrics/gap-verdict";
import { benjaminiHochberg } from "@/lib/stats/benjamini-hochberg";
import { CountedAnswers } from "./counted-answers";
import { type Draft, everybodyRow, segmentRow } from "./gap-drafts";
import type { GapRow, GapRowsInput } from "./gap-row";

/** Importance where nobody has said any: the middle of 1–5, so that a gap still has its place among the others. */
export const UNSTATED_IMPORTANCE = 3;

/**
 * One row for every segment × touchpoint that somebody expects something of or answered about, and one per touchpoint
 * for all customers. "Missed" has passed the correction for so many comparisons: of segments among segments, of
 * touchpoints among touchpoints.
 */
export function gapRows(input: GapRowsInput): GapRow[] {
  const answers = new CountedAnswers(input.answers);
  const { expectations, segments, touchpoints, shownSegmentIds } = input;
  const shown = segments.flatMap((segment, mark) =>
    shownSegmentIds.includes(segment.id) ? [{ segment, mark }] : [],
  );
  const drafts = touchpoints.flatMap((touchpoint) => {
    const at = answers.at(touchpoint.id);
    const question =
      expectations.questionOf(touchpoint.id) ?? at.mainQuestion() ?? expectations.commonQuestion;
    if (!question || (touchpoint.retired && !at.hasExperience())) return [];
    const recorded = segments.map(({ id }) => expectations.find(id, touchpoint.id, question));
    const place = { ...input, touchpoint, at, question, recorded };
    const rows = shown.map(({ segment, mark }) => segmentRow(place, segment, mark));
    return [...rows, everybodyRow(place)].filter(({ experience, expected }) => experience.n > 0 || expected);
  });
  const [ofSegments, ofAll] = [
    drafts.filter(({ segmentId }) => segmentId !== null),
    drafts.filter(({ segmentId }) => segmentId === null),
  ];
  return [...judged(ofSegments, input.tolerance), ...judged(ofAll, input.tolerance)];
}

function judged(drafts: readonly Draft[], tolerance: number): GapRow[] {
  const passes = benjaminiHochberg(drafts.map(({ gap }) => gap?.p ?? null));
  return drafts.map((draft, index) => ({
    ...draft,
    verdict: verdictOf(draft, { tolerance, passesList: passes[index] ?? false }),
    priority: draft.gap && gapPriority(draft.gap, draft.importance?.value ?? UNSTATED_IMPORTANCE),
  }));
}

function verdictOf(
  { gap, expected, experience }: Draft,
  how: { tolerance: number; passesList: boolean },
): GapVerdict {
  if (expected === null) return "noExpectation";
  if (experience.n === 0) return "nobodyAnswered";
  return gap === null ? "notYetCertain" : gapVerdict(gap, how);
}
