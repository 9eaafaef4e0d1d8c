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
  const experience = answered(at.experience(question, mark));
  const sample = answered(at.expectation(question, mark));
  return draftOf(place, {
    segmentId: id,
    experience,
    sample,
    against: recorded.expected
      ? ofSetValue(question, experience, recorded.expected)
      : ofSamples(place, experience, sample, mark),
    importance: importanceOf(recorded.importance, at.importance(mark)),
    onOtherScales: at.onOtherScales(question, mark),
    countedSegmentIds: [id],
  });
}

/** All customers: each answer against what the first of its segments with an expectation expects, else against the touchpoint's. */
function everybodyRow(place: Place): Draft {
  const { expectations, touchpoint, at, question, segments } = place;
  const own = expectations.find(null, touchpoint.id, question);
  const ofSegment = place.recorded.map(({ expected }) => expected?.value);
  const groups = new Map<number, Tally[]>();
  for (const { marks, tally } of at.groups(question)) {
    const expected = firstOf(marks, ofSegment) ?? own.expected?.value;
    if (expected === undefined) continue;
    const known = groups.get(expected);
    if (known) known.push(tally);
    else groups.set(expected, [tally]);
  }
  const parts = [...groups].map(([expected, tallies]) => ({ experience: addTallies(...tallies), expected }));
  const sample = answered(at.expectation(question, null));
  const isSet = own.expected !== null || ofSegment.some((value) => value !== undefined);
  const pooled = gapOfGroups(parts, directionOf(question.scale));
  const counted = answered(pooled.counts);
  const experience = isSet && counted.n > 0 ? counted : answered(at.experience(question, null));
  const gap = counted.isShown ? pooled : null;
  const known = segments.filter((_, mark) => ofSegment[mark] !== undefined).map(({ id }) => id);
  return draftOf(place, {
    segmentId: null,
    experience,
    sample,
    against: isSet
      ? { expected: setForAll(own.expected, gap), gap, parts }
      : ofSamples(place, experience, sample, null),
    importance: importanceOf(own.importance, at.importance(null)),
    onOtherScales: at.onOtherScales(question, null),
    countedSegmentIds: isSet && own.expected === null && counted.n > 0 ? known : null,
  });
}

/** The value of the first segment that is marked and has one. */
function firstOf(marks: string, values: readonly (number | undefined)[]): number | undefined {
  for (let mark = marks.indexOf("1"); mark >= 0; mark = marks.indexOf("1", mark + 1))
    if (values[mark] !== undefined) return values[mark];
  return undefined;
}

/** What all together were measured by: the mean over the answers; the touchpoint's own value while nobody answered. */
function setForAll(own: Inherited | null, gap: ExpectationGap | null): Stated | null {
  const value = gap?.expected ?? own?.value;
  return value === undefined
    ? null
    : { value, from: own?.level ?? "segmentTouchpoint", recorded: own?.row ?? null };
}

/** What experience is measured by. */
type Against = Pick<Draft, "expected" | "gap" | "parts">;

function ofSetValue(question: Question, experience: Answered, { value, level, row }: Inherited): Against {
  return {
    expected: { value, from: level, recorded: row },
    gap: experience.isShown ? gapToSetValue(experience.tally, value, directionOf(question.scale)) : null,
    parts: experience.n > 0 ? [{ experience: experience.tally, expected: value }] : [],
  };
}

/** Nothing is set: what people answered that they expect stands for it. */
function ofSamples(
  { at, question }: Place,
  experience: Answered,
  sample: Answered,
  who: number | null,
): Against {
  const value = sample.isShown ? meanOf(sample.tally) : null;
  if (value === null) return { expected: null, gap: null, parts: [] };
  const direction = directionOf(question.scale);
  const pairs = at.pairs(question, who);
  const paired = pairs.reduce((sum, { n }) => sum + n, 0);
  // The same people on both sides say more than two samples, as long as they are most of those who answered.
  const isPaired = paired >= 5 && 2 * paired >= Math.min(experience.n, sample.n);
  const gap = () =>
    isPaired ? gapOfPairs(pairs, direction) : gapOfSamples(experience.tally, sample.tally, direction);
  return {
    expected: { value, from: "answers", recorded: null },
    gap: experience.isShown ? gap() : null,
    parts: experience.n > 0 ? [{ experience: experience.tally, expected: value }] : [],
  };
}

function importanceOf(recorded: Inherited | null, tally: Tally): Stated | null {
  if (recorded) return { value: recorded.value, from: recorded.level, recorded: recorded.row };
  const value = answered(tally).isShown ? meanOf(tally) : null;
  return value === null ? null : { value, from: "answers", recorded: null };
}

/** Counts with their number, and whether they are enough to be shown. */
type Answered = { tally: Tally; n: number; isShown: boolean };

function answered(tally: Tally): Answered {
  const n = totalOf(tally);
  return { tally, n, isShown: !["none", "suppressed"].includes(thinness(n)) };
}

type Found = Pick<Draft, "segmentId" | "importance" | "onOtherScales" | "countedSegmentIds"> & {
  experience: Answered;
  sample: Answered;
  against: Against;
};

/** Field by field: there are thousands of them, and objects that are spread together take several times as long. */
function draftOf(place: Place, found: Found): Draft {
  const { experience, sample, against } = found;
  const moments = experience.isShown ? momentsOfTally(experience.tally) : null;
  return {
    touchpointId: place.touchpoint.id,
    segmentId: found.segmentId,
    question: place.question,
    experience: {
      n: experience.n,
      mean: moments?.mean ?? null,
      interval: moments ? meanInterval(moments) : null,
      tally: experience.isShown ? experience.tally : {},
    },
    expected: against.expected,
    importance: found.importance,
    expectations: sample.isShown ? sample.tally : {},
    gap: against.gap,
    thin: thinness(experience.n, place.fewBelow),
    contactsPerMonth: place.touchpoint.contactsPerMonth,
    onOtherScales: found.onOtherScales,
    countedSegmentIds: found.countedSegmentIds,
    parts: against.parts,
  };
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
