import {
  type ExpectationGap,
  gapOfGroups,
  gapOfPairs,
  gapOfSamples,
  gapToSetValue,
} from "@/lib/metrics/expectation-gap";
import { addTallies, meanOf, momentsOfTally, type Tally, totalOf } from "@/lib/metrics/tally";
import { thinness } from "@/lib/metrics/thin-data";
import { meanInterval } from "@/lib/stats/mean-interval";
import type { AnswersAt } from "./counted-answers";
import type { GapRow, GapRowsInput, GapSegment, Stated } from "./gap-row";
import { directionOf, type InForce, type Inherited, type Question } from "./in-force";

/** A touchpoint with all that is known of it. */
export type Place = GapRowsInput & {
  touchpoint: GapRowsInput["touchpoints"][number];
  at: AnswersAt;
  question: Question;
  /** What is in force there for each segment, in their order. */
  recorded: readonly InForce[];
};
/** A row before it is judged among the others. */
export type Draft = Omit<GapRow, "verdict" | "priority">;
const nothingInForce: InForce = { expected: null, importance: null };

/** What one segment expects and experiences. */
export function segmentRow(place: Place, { id }: GapSegment, mark: number): Draft {
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
export function everybodyRow(place: Place): Draft {
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
