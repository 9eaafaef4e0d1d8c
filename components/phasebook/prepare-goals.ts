import type { TargetMark } from "@/components/charts/target-bar";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import type { Verdict } from "@/components/ui/verdict-chip";
import { formatDay, formatPeriod } from "@/lib/format/dates";
import { formatBounds, formatCount, formatNumber, formatShare, formatValue } from "@/lib/format/numbers";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import type { TargetStatus } from "@/lib/metrics/target-status";
import { thinness } from "@/lib/metrics/thin-data";
import type { GoalRow } from "@/lib/phasebook/queries/list-goals";
import type { KpiReading } from "@/lib/phasebook/queries/measure-kpis";
import { type Kpi, unitOf } from "@/lib/phasebook/rules/kpi";
import type { BookWords } from "./book-words";

export type GoalLine = {
  id: string;
  text: string;
  kpiWords: string | null;
  /** "Satisfaction at Guide article, Q3 2026" */
  kpi: string | null;
  value: string | null;
  range: string | null;
  n: { text: string; href: string } | null;
  /** Where the value comes from, or why there is none. */
  note: string | null;
  isMissing: boolean;
  isPale: boolean;
  target: string | null;
  status: Verdict | null;
  bar: TargetMark | null;
};

type Context = { workspace: string; phase: string; touchpointName: (key: string) => string };

export function prepareGoal(goal: GoalRow, context: Context, words: BookWords): GoalLine {
  const { t, locale, fewBelow } = words;
  const measured = goal.reading?.measured ?? null;
  const reading = goal.reading ? readingOf(goal.reading, goal.kpi, context, words) : null;
  const own = goal.figure;
  return {
    id: goal.id,
    text: goal.text,
    kpiWords: goal.kpiWords,
    kpi: kpiName(goal, context, words),
    value: reading?.value ?? (own && !reading ? quantity(own.value, goal.kpi, null, locale) : null),
    range: reading?.range ?? null,
    n: reading?.n ?? null,
    note:
      reading?.note ??
      (own && !reading
        ? t("goals.source", { source: own.source, on: formatDay(own.on, locale) })
        : goal.kpi && !reading
          ? t("goals.notMeasured")
          : null),
    isMissing: !reading && !own,
    isPale: measured !== null && isPale(measured, fewBelow),
    target: targetText(goal, measured, words),
    status: goal.status && statusChip(goal.status, words),
    bar: measured && barOf(measured, goal.target, fewBelow),
  };
}

const isScore = ({ definition }: Measured): boolean => DEFINITIONS[definition.id].kind === "score";

/** Few answers make a score pale; figures on customers are never. */
const isPale = (measured: Measured, fewBelow: number): boolean =>
  isScore(measured) && thinness(measured.n, fewBelow) !== "enough";

function readingOf(
  { measured, period, measure, met }: KpiReading,
  kpi: Kpi | null,
  { workspace, phase }: Context,
  { t, f, locale }: BookWords,
) {
  const { id } = measured.definition;
  const bounds = measured.value !== null && measured.interval && formatBounds(id, measured.interval, locale);
  const shown = formatCount(measured.n, locale);
  const filter = kpi && "at" in kpi ? (kpi.at ? { touchpoint: [kpi.at] } : { phase: [phase] }) : {};
  const href = measure
    ? feedbackAddress(workspace, { filter, period, measure })
    : (expectationsBehind(workspace, kpi, phase, period) ?? customersBehind(workspace, kpi, period));
  return {
    value: measured.value === null ? null : formatValue(id, measured.value, locale),
    range: bounds ? f("range", bounds) : null,
    n: href
      ? {
          text:
            kpi?.kind === "promise"
              ? t("goals.cases", { n: measured.n, shown })
              : f(isScore(measured) ? "answers" : "customers", { n: measured.n, shown }),
          href,
        }
      : null,
    note: measured.suppressed
      ? f("suppressed", { n: measured.n })
      : measured.value === null
        ? f(measured.n > 0 ? "noCommonValue" : isScore(measured) ? "nobody" : "noCustomers")
        : met
          ? t("goals.met", met)
          : null,
  };
}

/** Where promises are counted and gaps are shown. */
function expectationsBehind(
  workspace: string,
  kpi: Kpi | null,
  phase: string,
  period: { from: string; to: string } | null,
): string | null {
  const here = `/w/${workspace}/expectations`;
  if (kpi?.kind === "promise")
    return `${here}/promises${kpi.at ? `?touchpoint=${encodeURIComponent(kpi.at)}` : ""}`;
  if (kpi?.kind !== "gap") return null;
  return `${here}?${new URLSearchParams({ phase, ...(period ? { from: period.from, to: period.to } : {}) })}`;
}

const setOf: Partial<Record<Kpi["kind"], string>> = {
  conversion: "entered",
  close_rate: "decided",
  repurchase: "bought",
  retention: "start",
  early_loss: "new",
};

/** The list of the customers that a share is a share of. */
function customersBehind(
  workspace: string,
  kpi: Kpi | null,
  period: { from: string; to: string } | null,
): string | null {
  const set = kpi && setOf[kpi.kind];
  if (!set || !period) return null;
  const search = new URLSearchParams({ set, "set.from": period.from, "set.to": period.to });
  if (kpi.kind === "conversion") search.set("set.phase", kpi.from);
  return `/w/${workspace}/customers?${search}`;
}

function kpiName(
  { kpi, reading }: GoalRow,
  { touchpointName }: Context,
  { t, locale }: BookWords,
): string | null {
  if (!kpi || kpi.kind === "elsewhere") return null;
  const at = "at" in kpi ? kpi.at : null;
  const name = at
    ? t("goals.kpiAt", { kpi: t(`kpis.${kpi.kind}`), place: touchpointName(at) })
    : t(`kpis.${kpi.kind}`);
  return reading?.period ? `${name}, ${formatPeriod(reading.period, locale)}` : name;
}

/** A value of a KPI without its range: a target, or a figure that is kept elsewhere. */
function quantity(value: number, kpi: Kpi | null, measured: Measured | null, locale: string): string {
  if (measured) return formatValue(measured.definition.id, value, locale);
  if (unitOf(kpi) === "percent") return formatShare(value, locale);
  return formatNumber(value, locale);
}

function targetText({ target, targetOn, kpi }: GoalRow, measured: Measured | null, words: BookWords) {
  const { t, locale } = words;
  if (target === null) return targetOn ? t("goals.until", { day: formatDay(targetOn, locale) }) : null;
  const value = quantity(target, kpi, measured, locale);
  return targetOn
    ? t("goals.targetUntil", { value, day: formatDay(targetOn, locale) })
    : t("goals.target", { value });
}

const chips: Record<TargetStatus, Pick<Verdict, "icon" | "tone">> = {
  reached: { icon: "check", tone: "good" },
  onTrack: { icon: "up", tone: "good" },
  notYetCertain: { icon: "open", tone: "none" },
  offTrack: { icon: "warning", tone: "bad" },
  nobodyAnswered: { icon: "few", tone: "none" },
};

const statusChip = (status: TargetStatus, { t }: BookWords): Verdict => ({
  word: t(`goals.status.${status}`),
  ...chips[status],
});

/** The axis of a KPI: the whole share, the whole of NPS, or the scale of the question. */
function axisOf({ definition: { id, parameters } }: Measured): [number, number] | null {
  const { unit } = DEFINITIONS[id];
  if (unit === "fraction") return [0, 1];
  if (unit === "npsPoints") return [-100, 100];
  if (id === "ces") return [1, 7];
  const scale = /^(\d+)-(\d+)$/.exec(String(parameters.scale ?? ""));
  return scale ? [Number(scale[1]), Number(scale[2])] : null;
}

function barOf(measured: Measured, target: number | null, fewBelow: number): TargetMark | null {
  const axis = axisOf(measured);
  if (!axis || measured.value === null) return null;
  const [from, to] = axis;
  const place = (value: number) => (value - from) / (to - from);
  return {
    at: place(measured.value),
    low: measured.interval && place(measured.interval.low),
    high: measured.interval && place(measured.interval.high),
    target: target === null ? null : place(target),
    isPale: isPale(measured, fewBelow),
  };
}
