import type { CourseMark } from "@/components/charts/course-bar";
import type { Verdict } from "@/components/ui/verdict-chip";
import { formatDay, formatPeriod } from "@/lib/format/dates";
import { formatWholeMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { ListedMeasure, MeasuresData } from "@/lib/measures/queries/list-measures";
import type { MeasureEffect } from "@/lib/measures/queries/read-effects";
import type { MeasureRow } from "@/lib/measures/queries/read-measures";
import type { MeasureStatus } from "@/lib/measures/rules/judge-measure";
import { thinness } from "@/lib/metrics/thin-data";
import { addDays } from "@/lib/period/local-day";
import { domainOf, figureInWords, valueInWords, type Words } from "./figure-words";

const chips: Record<MeasureStatus, Omit<Verdict, "word">> = {
  reached: { icon: "check", tone: "good" },
  onTrack: { icon: "up", tone: "good" },
  notYetCertain: { icon: "open", tone: "none" },
  offTrack: { icon: "warning", tone: "bad" },
  noEffect: { icon: "cross", tone: "bad" },
  nobodyAnswered: { icon: "few", tone: "none" },
  notBegun: { icon: "same", tone: "none" },
  elsewhere: { icon: "same", tone: "none" },
  noTarget: { icon: "same", tone: "none" },
};

export const statusChip = (status: MeasureStatus, t: Translate): Verdict => ({
  word: t(`statuses.${status}`),
  ...chips[status],
});

/** Start, value and target on the scale of the figure; null where it has none. */
export function targetMark(
  measure: MeasureRow,
  effect: MeasureEffect,
  { fewBelow }: Pick<Words, "fewBelow">,
): CourseMark | null {
  const { now, reading } = effect;
  const domain = domainOf(measure.kpi, now);
  if (!domain) return null;
  const [least, most] = domain;
  const at = (value: number | null | undefined) =>
    value === null || value === undefined ? null : (value - least) / (most - least);
  return {
    start: at(measure.startValue ?? reading?.before.value),
    at: at(now?.value),
    low: at(now?.interval?.low),
    high: at(now?.interval?.high),
    target: at(measure.target),
    isPale: now !== null && thinness(now.n, fewBelow) === "few",
  };
}

/** "3.26 → 4.13, target 4.00" */
export function courseInWords(measure: MeasureRow, effect: MeasureEffect, words: Words): string {
  const start = measure.startValue ?? effect.reading?.before.value ?? null;
  const now = effect.now?.value ?? null;
  const value = (one: number | null) => (one === null ? "–" : valueInWords(measure.kpi, one, words));
  const course = now !== null ? "course" : start === null ? "courseUnknown" : "courseOpen";
  return words.t(course, { start: value(start), now: value(now), target: value(measure.target) });
}

/** From its first day to its last. */
export function datesInWords(
  { startsOn, endsOn, targetOn }: MeasureRow,
  { t, locale }: Words,
): string | null {
  if (startsOn && endsOn) return formatPeriod({ from: startsOn, to: endsOn }, locale);
  if (startsOn) return t("since", { day: formatDay(startsOn, locale) });
  if (endsOn) return t("until", { day: formatDay(addDays(endsOn, -1), locale) });
  return targetOn ? t("until", { day: formatDay(targetOn, locale) }) : null;
}

export const daysOf = ({ efforts }: Pick<MeasureRow, "efforts">): number =>
  efforts.reduce((sum, { personDays }) => sum + personDays, 0);

const works: readonly MeasureStatus[] = ["reached", "onTrack"];
const fails: readonly MeasureStatus[] = ["offTrack", "noEffect"];

/** How many work, how many do not, what is overdue, and what all of it costs. */
export function measuresInSentences({ rows }: MeasuresData, currency: string, { t, locale }: Words): string {
  const count = (some: readonly MeasureStatus[]) =>
    rows.filter(({ effect }) => some.includes(effect.status)).length;
  const overdue = rows.filter((row) => row.isOverdue).length;
  const budget = rows.reduce((sum, { budgetMinor }) => sum + (budgetMinor ?? 0), 0);
  const days = rows.reduce((sum, row) => sum + daysOf(row), 0);
  return [
    t("lead", {
      n: rows.length,
      works: count(works),
      fails: count(fails),
      open: count(["notYetCertain"]),
    }),
    count(["elsewhere"]) > 0 ? t("dueLead", { n: count(["elsewhere"]) }) : null,
    overdue > 0 ? t("overdueLead", { n: overdue }) : null,
    budget > 0 || days > 0
      ? t("effortLead", {
          budget: formatWholeMoney(budget, currency, locale),
          days,
          shown: formatCount(days, locale),
        })
      : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

export type MeasureLine = {
  key: string;
  name: string;
  detail: string;
  status: Verdict;
  isOverdue: boolean;
  state: string;
  figure: string;
  mark: CourseMark | null;
  course: string;
  dates: string | null;
  budget: string | null;
  days: string | null;
  isThin: boolean;
};

export function prepareMeasures(
  { rows, places }: MeasuresData,
  currency: string,
  words: Words,
): MeasureLine[] {
  const { t, locale } = words;
  const nameIn = (list: readonly { key: string; name: string }[], key: string | null) =>
    list.find((one) => one.key === key)?.name ?? null;
  return rows.map((row: ListedMeasure) => {
    const days = daysOf(row);
    return {
      key: row.id,
      name: row.name,
      detail: [row.owner, nameIn(places.touchpoints, row.touchpoint), nameIn(places.phases, row.phase)]
        .filter((part) => part !== null)
        .join(" · "),
      status: statusChip(row.effect.status, t),
      isOverdue: row.isOverdue,
      state: t(`states.${row.state}`),
      figure: figureInWords(row.kpi, row.kpiWords, places, words),
      mark: targetMark(row, row.effect, words),
      course: courseInWords(row, row.effect, words),
      dates: datesInWords(row, words),
      budget: row.budgetMinor === null ? null : formatWholeMoney(row.budgetMinor, currency, locale),
      days: days > 0 ? t("days", { n: days, shown: formatCount(days, locale) }) : null,
      isThin: row.effect.now !== null && thinness(row.effect.now.n, words.fewBelow) === "few",
    };
  });
}
