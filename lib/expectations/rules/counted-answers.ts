import type { ScoreTally } from "@/lib/feedback/queries/tally-scores";
import type { Scale } from "@/lib/metrics/scales";
import { addTallies, entriesOf, type Tally, totalOf } from "@/lib/metrics/tally";
import type { ExpectedMetric, Question } from "./in-force";

type Counted = { metric: string; scale: Scale; marks: string; experienced: number | null; tally: Tally };
type Kind = "experience" | "expectation" | "importance";
type IsIn = (marks: string) => boolean;

/** Counts by touchpoint and group, "12|01" or "12|01|4" (see `TouchpointGroups`), as the rows of a list need them. */
export class CountedAnswers {
  readonly #at = new Map<number, Record<Kind, Counted[]>>();

  constructor(tallies: Record<Kind, readonly ScoreTally[]>) {
    for (const kind of ["experience", "expectation", "importance"] as const)
      for (const { group, metric, scale, tally } of tallies[kind]) {
        const [touchpoint = "", marks = "", experienced = ""] = (group ?? "").split("|");
        if (touchpoint === "" || metric === "nps") continue;
        this.#of(Number(touchpoint))[kind].push({
          metric,
          scale,
          marks,
          experienced: experienced === "" ? null : Number(experienced),
          tally,
        });
      }
  }

  at(touchpointId: number): AnswersAt {
    return new AnswersAt(this.#at.get(touchpointId) ?? nothing());
  }

  #of(touchpointId: number): Record<Kind, Counted[]> {
    const known = this.#at.get(touchpointId) ?? nothing();
    this.#at.set(touchpointId, known);
    return known;
  }
}

const nothing = (): Record<Kind, Counted[]> => ({ experience: [], expectation: [], importance: [] });

/** What was answered about one touchpoint. */
export class AnswersAt {
  /** What was experienced, by the last question that was asked about: each segment of a list asks for it again. */
  #ofQuestion: { question: Question; groups: Counted[] } | null = null;

  constructor(readonly counted: Readonly<Record<Kind, readonly Counted[]>>) {}

  hasExperience(): boolean {
    return this.counted.experience.length > 0;
  }

  /** The question that a touchpoint is asked about most, its own score before effort; null where nobody answered. */
  mainQuestion(): Question | null {
    const found = new Map<string, { question: Question; n: number }>();
    for (const { metric, scale, tally } of this.counted.experience) {
      const question = { metric: metric as ExpectedMetric, scale };
      const known = found.get(`${metric} ${scale}`) ?? { question, n: 0 };
      found.set(`${metric} ${scale}`, { question, n: known.n + totalOf(tally) });
    }
    const order: readonly ExpectedMetric[] = ["csat", "rating", "ces"];
    const [main] = [...found.values()].sort(
      (a, b) => order.indexOf(a.question.metric) - order.indexOf(b.question.metric) || b.n - a.n,
    );
    return main?.question ?? null;
  }

  experience(question: Question, isIn: IsIn): Tally {
    return pooled(this.groups(question).filter(({ marks }) => isIn(marks)));
  }

  expectation(question: Question, isIn: IsIn): Tally {
    return pooled(this.counted.expectation.filter((one) => isOf(question)(one) && isIn(one.marks)));
  }

  /** How much it matters, 1–5, whatever the question. */
  importance(isIn: IsIn): Tally {
    return pooled(this.counted.importance.filter(({ scale, marks }) => scale === "1-5" && isIn(marks)));
  }

  groups(question: Question): readonly { marks: string; tally: Tally }[] {
    if (this.#ofQuestion?.question !== question)
      this.#ofQuestion = { question, groups: this.counted.experience.filter(isOf(question)) };
    return this.#ofQuestion.groups;
  }

  /** Records that say both, counted. */
  pairs(question: Question, isIn: IsIn): { experienced: number; expected: number; n: number }[] {
    return this.counted.expectation
      .filter((one) => isOf(question)(one) && isIn(one.marks))
      .flatMap(({ experienced, tally }) =>
        experienced === null ? [] : entriesOf(tally).map(([expected, n]) => ({ experienced, expected, n })),
      );
  }

  onOtherScales({ metric, scale }: Question, isIn: IsIn): number {
    return this.counted.experience
      .filter((one) => one.metric === metric && one.scale !== scale && isIn(one.marks))
      .reduce((sum, { tally }) => sum + totalOf(tally), 0);
  }
}

const isOf =
  ({ metric, scale }: Question) =>
  (one: Counted): boolean =>
    one.metric === metric && one.scale === scale;

function pooled(some: readonly { tally: Tally }[]): Tally {
  const [only] = some;
  return only && some.length === 1 ? only.tally : addTallies(...some.map(({ tally }) => tally));
}
