import type { AskedMetric } from "@/lib/feedback/rules/codes";
import type { Direction } from "@/lib/metrics/definitions";
import { type ExpectationLevel, inheritedExpectation } from "@/lib/metrics/inherited-expectation";
import type { Scale } from "@/lib/metrics/scales";
import type { LocalDay } from "@/lib/period/local-day";

/** A metric that an expectation can be of: a mean on the question's own scale. NPS is a difference of shares. */
export type ExpectedMetric = Exclude<AskedMetric, "nps">;

/** The question that an expectation speaks of. */
export type Question = { metric: ExpectedMetric; scale: Scale };

/** What somebody recorded for a place from a day on; both values null: from then on nothing is expected there. */
export type Expectation = Question & {
  id: string;
  /** Null: everybody. */
  segmentId: number | null;
  /** Null: every touchpoint. */
  touchpointId: number | null;
  expected: number | null;
  importance: number | null;
  validFrom: LocalDay;
  source: string | null;
  setByUserId: number | null;
  version: number;
};

/** A value with the level that it was recorded at, and the row that says so. */
export type Inherited = { value: number; level: ExpectationLevel; row: Expectation };

export type InForce = { expected: Inherited | null; importance: Inherited | null };

/** Expectations in force on one day, found by place; each place has at most one of a question. */
export class ExpectationsInForce {
  /** By touchpoint and then by segment; null: all of them. */
  readonly #rows = new Map<number | null, Map<number | null, Expectation[]>>();
  readonly #questions = new Map<number, { question: Question; level: number; validFrom: LocalDay }>();

  constructor(rows: readonly Expectation[]) {
    for (const row of rows) {
      const there = this.#rows.get(row.touchpointId) ?? new Map<number | null, Expectation[]>();
      this.#rows.set(row.touchpointId, there);
      const known = there.get(row.segmentId);
      if (known) known.push(row);
      else there.set(row.segmentId, [row]);
      this.#learnQuestion(row);
    }
  }

  /** Whether nothing is expected anywhere. */
  get isEmpty(): boolean {
    for (const there of this.#rows.values())
      for (const rows of there.values()) if (rows.some(({ expected }) => expected !== null)) return false;
    return true;
  }

  /** What is recorded for exactly this place and still says something. */
  ownOf(segmentId: number | null, touchpointId: number | null): Expectation | null {
    const rows = this.#at(segmentId, touchpointId);
    return rows.find(({ expected, importance }) => expected !== null || importance !== null) ?? null;
  }

  /** The question that what is expected of a touchpoint itself speaks of; null where nothing is. */
  questionOf(touchpointId: number): Question | null {
    return this.#questions.get(touchpointId)?.question ?? null;
  }

  /** The question of what is expected everywhere; null where nothing is. */
  get commonQuestion(): Question | null {
    return this.#at(null, null).find(({ expected }) => expected !== null) ?? null;
  }

  /** What holds for a segment (null: for everybody) at a touchpoint; each of the two values is inherited by itself. */
  find(segmentId: number | null, touchpointId: number, question: Question): InForce {
    const recorded = {
      segmentTouchpoint: segmentId === null ? null : this.#recordedAt(segmentId, touchpointId, question),
      touchpoint: this.#recordedAt(null, touchpointId, question),
      workspace: this.#recordedAt(null, null, question),
    };
    return { expected: inherited(recorded, "expected"), importance: inherited(recorded, "importance") };
  }

  #recordedAt(segmentId: number | null, touchpointId: number | null, { metric, scale }: Question) {
    for (const row of this.#at(segmentId, touchpointId))
      if (row.metric === metric && row.scale === scale) return row;
    return null;
  }

  #at(segmentId: number | null, touchpointId: number | null): readonly Expectation[] {
    return this.#rows.get(touchpointId)?.get(segmentId) ?? [];
  }

  /** What is said of the touchpoint as a whole goes before what is said of a segment there, and later before earlier. */
  #learnQuestion({ touchpointId, segmentId, metric, scale, expected, validFrom }: Expectation): void {
    if (touchpointId === null || expected === null) return;
    const level = segmentId === null ? 1 : 0;
    const known = this.#questions.get(touchpointId);
    const isBetter = !known || level > known.level || (level === known.level && validFrom > known.validFrom);
    if (isBetter) this.#questions.set(touchpointId, { question: { metric, scale }, level, validFrom });
  }
}

type Recorded = Record<ExpectationLevel, Expectation | null>;

function inherited(recorded: Recorded, field: "expected" | "importance"): Inherited | null {
  const found = inheritedExpectation({
    segmentTouchpoint: having(recorded.segmentTouchpoint, field),
    touchpoint: having(recorded.touchpoint, field),
    workspace: having(recorded.workspace, field),
  });
  const value = found?.expectation[field] ?? null;
  return found && value !== null ? { value, level: found.level, row: found.expectation } : null;
}

const having = (row: Expectation | null, field: "expected" | "importance"): Expectation | null =>
  row && row[field] !== null ? row : null;

/** Which way is good on a scale: little effort, much of everything else. */
export const directionOf = (scale: Scale): Direction => (scale.startsWith("EFFORT") ? "lower" : "higher");
