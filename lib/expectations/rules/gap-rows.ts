import type { ScoreTally } from "@/lib/feedback/queries/tally-scores";
import {
  type ExpectationGap,
  gapOfGroups,
  gapOfPairs,
  gapOfSamples,
  gapToSetValue,
} from "@/lib/metrics/expectation-gap";
import { type GapPriority, type GapVerdict, gapPriority, gapVerdict } from "@/lib/metrics/gap-verdict";
import { addTallies, meanOf, momentsOfTally, type Tally, totalOf } from "@/lib/metrics/tally";
import { type Thinness, thinness } from "@/lib/metrics/thin-data";
import { benjaminiHochberg } from "@/lib/stats/benjamini-hochberg";
import type { Interval } from "@/lib/stats/interval";
import { meanInterval } from "@/lib/stats/mean-interval";
import { type AnswersAt, CountedAnswers } from "./counted-answers";
import {
  directionOf,
  type ExpectationsInForce,
  type InForce,
  type Inherited,
  type Question,
} from "./in-force";

/** Importance where nobody has said any: the middle of 1–5, so that a gap still has its place among the others. */
export const UNSTATED_IMPORTANCE = 3;

export type GapSegment = { id: number; key: string; name: string; leading: boolean };

/** Where an expected value comes from: the level it was recorded at, or what people answered. */
export type Origin = Inherited["level"] | "answers";

/** What somebody expects, or how much it matters to them; null: nobody said. */
export type Stated = { value: number; from: Origin; recorded: Inherited["row"] | null };

/** Expected and experienced of one group at one touchpoint. */
export type GapRow = {
  touchpointId: number;
  /** Null: all customers, each measured by what their own segment expects. */
  segmentId: number | null;
  question: Question;
  /** Withheld below five answers: then there is only the number. */
  experience: { n: number; mean: number | null; interval: Interval | null; tally: Tally };
  expected: Stated | null;
  importance: Stated | null;
  /** Single expectations as answered: a sample where no value is set, and what the spread is of. */
  expectations: Tally;
  /** Null where nothing is expected or too few answered. */
  gap: ExpectationGap | null;
  verdict: GapVerdict;
  thin: Thinness;
  priority: GapPriority | null;
  contactsPerMonth: number | null;
  /** Answers to the same kind of question on another scale, which cannot be compared with what is expected. */
  onOtherScales: number;
  /** All customers: the segments whose members count; null: everybody. Who has nothing to be measured by does not. */
  countedSegmentIds: number[] | null;
  /** Answers with what was expected of each: what several places are put together from. */
  parts: { experience: Tally; expected: number }[];
};

export type GapRowsInput = {
  expectations: ExpectationsInForce;
  answers: { experience: ScoreTally[]; expectation: ScoreTally[]; importance: ScoreTally[] };
  /** In the order of the marks in a group's key: those asked for first, then the other leading ones. */
  segments: readonly GapSegment[];
  shownSegmentIds: readonly number[];
  touchpoints: readonly { id: number; contactsPerMonth: number | null; retired: boolean }[];
  tolerance: number;
  /** What the workspace has set for "few answers". */
  fewBelow: number;
};

/**
 * One row for every segment × touchpoint that somebody expects something of or answered about, and one per touchpoint
 * for all customers. "Missed" has passed the correction for so many comparisons: of segments among segments, of
 * touchpoints among touchpoints.
 */
export function gapRows(input: GapRowsInput): GapRow[] {
  const answers = new CountedAnswers(input.answers);
  const drafts = input.touchpoints.flatMap((touchpoint) => {
    const at = answers.at(touchpoint.id);
    const { expectations } = input;
    const question =
      expectations.questionOf(touchpoint.id) ?? at.mainQuestion() ?? expectations.commonQuestion;
    if (!question || (touchpoint.retired && !at.hasExperience())) return [];
    const recorded = input.segments.map(({ id }) => expectations.find(id, touchpoint.id, question));
    const place = { ...input, touchpoint, at, question, recorded };
    const rows = input.segments
      .map((segment, mark) => ({ segment, mark }))
      .filter(({ segment }) => input.shownSegmentIds.includes(segment.id))
      .map(({ segment, mark }) => segmentRow(place, segment, mark));
    return [...rows, everybodyRow(place)].filter(({ experience, expected }) => experience.n > 0 || expected);
  });
  const [ofSegments, ofAll] = [
    drafts.filter(({ segmentId }) => segmentId !== null),
    drafts.filter(({ segmentId }) => segmentId === null),
  ];
  return [...judged(ofSegments, input.tolerance), ...judged(ofAll, input.tolerance)];
}

type Place = GapRowsInput & {
  touchpoint: GapRowsInput["touchpoints"][number];
  at: AnswersAt;
  question: Question;
  /** What is in force there for each segment, in their order. */
  recorded: readonly InForce[];
};
type Draft = Omit<GapRow, "verdict" | "priority">;
const nothingInForce: InForce = { expected: null, importance: null };

function segmentRow(place: Place, { id }: GapSegment, mark: number): Draft {
  const { at, question } = place;
  const recorded = place.recorded[mark] ?? nothingInForce;
  const experience = at.experience(question, mark);
  const sample = at.expectation(question, mark);
  const set = recorded.expected;
  const base = draftOf(place, id, experience, sample);
  return {
    ...base,
    ...(set
      ? {
          expected: { value: set.value, from: set.level, recorded: set.row },
          gap: shown(experience, () => gapToSetValue(experience, set.value, directionOf(question.scale))),
          parts: totalOf(experience) > 0 ? [{ experience, expected: set.value }] : [],
        }
      : ofSamples(place, experience, sample, mark)),
    importance: importanceOf(recorded.importance, at.importance(mark)),
    onOtherScales: at.onOtherScales(question, mark),
    countedSegmentIds: [id],
  };
}

/** All customers: each answer against what the first of its segments with an expectation expects, else against the touchpoint's. */
function everybodyRow(place: Place): Draft {
  const { expectations, touchpoint, at, question, segments } = place;
  const own = expectations.find(null, touchpoint.id, question);
  const ofSegment = place.recorded.map(({ expected }) => expected?.value);
  const groups = new Map<number, Tally[]>();
  for (const { marks, tally } of at.groups(question)) {
    const expected =
      ofSegment.find((value, mark) => marks[mark] === "1" && value !== undefined) ?? own.expected?.value;
    if (expected !== undefined) groups.set(expected, [...(groups.get(expected) ?? []), tally]);
  }
  const parts = [...groups].map(([expected, tallies]) => ({ experience: addTallies(...tallies), expected }));
  const sample = at.expectation(question, null);
  const isSet = own.expected !== null || ofSegment.some((value) => value !== undefined);
  const counted = addTallies(...parts.map(({ experience }) => experience));
  const experience = isSet && totalOf(counted) > 0 ? counted : at.experience(question, null);
  const gap = shown(counted, () => gapOfGroups(parts, directionOf(question.scale)));
  const known = segments.filter((_, mark) => ofSegment[mark] !== undefined).map(({ id }) => id);
  return {
    ...draftOf(place, null, experience, sample),
    ...(isSet
      ? {
          expected: setForAll(own.expected, gap),
          gap,
          parts,
        }
      : ofSamples(place, experience, sample, null)),
    importance: importanceOf(own.importance, at.importance(null)),
    onOtherScales: at.onOtherScales(question, null),
    countedSegmentIds: isSet && own.expected === null && totalOf(counted) > 0 ? known : null,
  };
}

/** What all together were measured by: the mean over the answers; the touchpoint's own value while nobody answered. */
function setForAll(own: Inherited | null, gap: ExpectationGap | null): Stated | null {
  const value = gap?.expected ?? own?.value;
  return value === undefined
    ? null
    : { value, from: own?.level ?? "segmentTouchpoint", recorded: own?.row ?? null };
}

/** Nothing is set: what people answered that they expect stands for it. */
function ofSamples(
  { at, question }: Place,
  experience: Tally,
  sample: Tally,
  who: number | null,
): Pick<Draft, "expected" | "gap" | "parts"> {
  const value = isShown(sample) ? meanOf(sample) : null;
  if (value === null) return { expected: null, gap: null, parts: [] };
  const direction = directionOf(question.scale);
  const pairs = at.pairs(question, who);
  const paired = pairs.reduce((sum, { n }) => sum + n, 0);
  // The same people on both sides say more than two samples, as long as they are most of those who answered.
  const isPaired = paired >= 5 && 2 * paired >= Math.min(totalOf(experience), totalOf(sample));
  return {
    expected: { value, from: "answers", recorded: null },
    gap: shown(experience, () =>
      isPaired ? gapOfPairs(pairs, direction) : gapOfSamples(experience, sample, direction),
    ),
    parts: totalOf(experience) > 0 ? [{ experience, expected: value }] : [],
  };
}

function importanceOf(recorded: Inherited | null, answered: Tally): Stated | null {
  if (recorded) return { value: recorded.value, from: recorded.level, recorded: recorded.row };
  const value = isShown(answered) ? meanOf(answered) : null;
  return value === null ? null : { value, from: "answers", recorded: null };
}

function draftOf(place: Place, segmentId: number | null, experience: Tally, sample: Tally) {
  const n = totalOf(experience);
  const moments = isShown(experience) ? momentsOfTally(experience) : null;
  return {
    touchpointId: place.touchpoint.id,
    segmentId,
    question: place.question,
    experience: {
      n,
      mean: moments?.mean ?? null,
      interval: moments ? meanInterval(moments) : null,
      tally: isShown(experience) ? experience : {},
    },
    expectations: isShown(sample) ? sample : {},
    thin: thinness(n, place.fewBelow),
    contactsPerMonth: place.touchpoint.contactsPerMonth,
  };
}

const isShown = (tally: Tally): boolean => !["none", "suppressed"].includes(thinness(totalOf(tally)));

const shown = (experience: Tally, gap: () => ExpectationGap): ExpectationGap | null =>
  isShown(experience) ? gap() : null;

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
