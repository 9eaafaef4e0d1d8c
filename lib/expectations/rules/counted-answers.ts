import type { ScoreTally } from "@/lib/feedback/queries/tally-request";
import type { Scale } from "@/lib/metrics/scales";
import { addTallies, entriesOf, type Tally, totalOf } from "@/lib/metrics/tally";
import type { ExpectedMetric, Question } from "./in-force";

type Counted = { metric: string; scale: Scale; marks: string; experienced: number | null; tally: Tally };
type Kind = "experience" | "expectation" | "importance";
/** A segment, by the place of its mark; null: everybody. */
type Who = number | null;

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
  /** Each segment asks several times: who is in it is told apart once. */
  readonly #bySegment: Partial<Record<Kind, Map<number, Counted[]>>> = {};

  constructor(readonly counted: Readonly<Record<Kind, readonly Counted[]>>) {}

  #of(kind: Kind, who: Who): readonly Counted[] {
    if (who === null) return this.counted[kind];
    this.#bySegment[kind] ??= bySegment(this.counted[kind]);
    return this.#bySegment[kind].get(who) ?? [];
  }

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

  experience(question: Question, who: Who): Tally {
    return pooled(this.#of("experience", who).filter(isOf(question)));
  }

  expectation(question: Question, who: Who): Tally {
    return pooled(this.#of("expectation", who).filter(isOf(question)));
  }

  /** How much it matters, 1–5, whatever the question. */
  importance(who: Who): Tally {
    return pooled(this.#of("importance", who).filter(({ scale }) => scale === "1-5"));
  }

  groups(question: Question): readonly { marks: string; tally: Tally }[] {
    if (this.#ofQuestion?.question !== question)
      this.#ofQuestion = { question, groups: this.counted.experience.filter(isOf(question)) };
    return this.#ofQuestion.groups;
  }

  /** Records that say both, counted. */
  pairs(question: Question, who: Who): { experienced: number; expected: number; n: number }[] {
    return this.#of("expectation", who)
      .filter(isOf(question))
      .flatMap(({ experienced, tally }) =>
        experienced === null ? [] : entriesOf(tally).map(([expected, n]) => ({ experienced, expected, n })),
      );
  }

  onOtherScales({ metric, scale }: Question, who: Who): number {
    return this.#of("experience", who)
      .filter((one) => one.metric === metric && one.scale !== scale)
      .reduce((sum, { tally }) => sum + totalOf(tally), 0);
  }
}

/** Somebody may be in several segments. */
function bySegment(counted: readonly Counted[]): Map<number, Counted[]> {
  const found = new Map<number, Counted[]>();
  for (const one of counted)
    for (let mark = one.marks.indexOf("1"); mark >= 0; mark = one.marks.indexOf("1", mark + 1)) {
      const known = found.get(mark);
      if (known) known.push(one);
      else found.set(mark, [one]);
    }
  return found;
}

const isOf =
  ({ metric, scale }: Question) =>
  (one: Counted): boolean =>
    one.metric === metric && one.scale === scale;

function pooled(some: readonly { tally: Tally }[]): Tally {
  const [only] = some;
  return only && some.length === 1 ? only.tally : addTallies(...some.map(({ tally }) => tally));
}
