import { offered } from "@/components/touchpoints/prepare-touchpoint-filters";
import type { Filter } from "@/components/ui/filter-address";
import type { Verdict } from "@/components/ui/verdict-chip";
import type { Fit } from "@/lib/brand/rules";
import { formatPeriod } from "@/lib/format/dates";
import { formatCount, formatValue } from "@/lib/format/numbers";
import type { InventoryData } from "@/lib/inventory/queries/load-inventory";
import type { InventoryRow } from "@/lib/inventory/rules/inventory-rows";
import {
  gapVerdicts,
  type InventoryInput,
  type MomentsInput,
  type Warning,
  warnings,
} from "@/lib/inventory/schema";
import type { Translate } from "@/lib/language/translator";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import { type Period, presets } from "@/lib/period/period";
import { touchpointStates } from "@/lib/touchpoints/schema";
import { touchpointAddress } from "./inventory-address";
import { derivedTexts } from "./prepare-derived";
import { type InventoryWords, type ScoreText, scoreText } from "./score-text";

/** What is wrong, as a chip. */
export const warningChip = (warning: Warning, { t }: InventoryWords): Verdict => ({
  word: t(`warnings.${warning}`),
  icon: "warning",
  tone: "caution",
});

const gapLooks: Record<GapVerdict, Omit<Verdict, "word">> = {
  exceeded: { icon: "star", tone: "good" },
  met: { icon: "check", tone: "good" },
  notYetCertain: { icon: "open", tone: "none" },
  missed: { icon: "cross", tone: "bad" },
  noExpectation: { icon: "same", tone: "none" },
  nobodyAnswered: { icon: "few", tone: "none" },
};

export const gapChip = (verdict: GapVerdict, { t }: InventoryWords): Verdict => ({
  word: t(`verdicts.${verdict}`),
  ...gapLooks[verdict],
});

/** A gap with its sign, as it is said aloud. */
export const signed = (gap: number, locale: string): string =>
  `${gap > 0 ? "+" : ""}${formatValue("expectation-gap", gap, locale)}`;

/** What customers say and what visits say never become one number. */
export function brandTexts(
  { customers, mystery }: NonNullable<InventoryRow["brand"]>,
  { t, locale }: InventoryWords,
): ScoreText[] {
  const text = (fit: Fit | null, by: "byCustomers" | "byVisits"): ScoreText[] =>
    fit
      ? [
          {
            value: formatValue("rating", fit.score, locale),
            details: [t(by, { n: fit.n, shown: formatCount(fit.n, locale) })],
            isThin: false,
          },
        ]
      : [];
  return [...text(customers, "byCustomers"), ...text(mystery, "byVisits")];
}

/** A row of the table: everything a word, nothing left to decide. What can be set in place stays a key. */
export type PreparedRow = Pick<
  InventoryRow,
  "key" | "name" | "phase" | "channel" | "department" | "owner" | "state"
> & {
  href: string;
  isMoment: boolean;
  score: ScoreText;
  gap: Verdict;
  gapDetail: string | null;
  expectation: string;
  importance: ScoreText | null;
  derived: ScoreText | null;
  brand: ScoreText[];
  planned: string;
  moment: string;
  contacts: string;
  measures: string;
  warnings: (Verdict & { of: Warning })[];
};

export function prepareRows(
  { rows, choices, drivers }: Pick<InventoryData, "rows" | "choices" | "drivers">,
  input: InventoryInput,
  workspace: string,
  words: InventoryWords,
): PreparedRow[] {
  const { t, locale } = words;
  const derived = drivers && derivedTexts(drivers, words);
  const moments = new Map(choices.moment.map(({ key, name }) => [key, name]));
  const { page: _, open: __, ...list } = input;
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    phase: row.phase,
    channel: row.channel,
    department: row.department,
    owner: row.owner,
    state: row.state,
    href: touchpointAddress(workspace, row.key, list),
    isMoment: row.moment !== null,
    score: scoreText(row.score, words),
    gap: gapChip(row.gap.verdict, words),
    gapDetail: row.gap.value === null ? null : signed(row.gap.value, locale),
    expectation: row.gap.expected === null ? "–" : formatValue("rating", row.gap.expected, locale),
    importance: row.gap.importance && {
      value: formatValue("rating", row.gap.importance.value, locale),
      details: [t(row.gap.importance.isAnswered ? "importanceAnswered" : "importanceSet")],
      isThin: false,
    },
    derived: derived?.(row.id) ?? null,
    brand: row.brand ? brandTexts(row.brand, words) : [],
    planned: row.planned === null ? "–" : t(row.planned ? "planned" : "spontaneous"),
    moment: row.moment === null ? "–" : (moments.get(row.moment) ?? "–"),
    contacts: row.contactsPerMonth === null ? "–" : formatCount(row.contactsPerMonth, locale),
    measures: row.measures === 0 ? "–" : formatCount(row.measures, locale),
    warnings: row.warnings.map((one) => ({ of: one, ...warningChip(one, words) })),
  }));
}

/** When, and which customers. */
export function whenAndWho(
  places: InventoryData["places"],
  input: Partial<Pick<InventoryInput, "period" | "from" | "to" | "segment">>,
  locale: string,
  overview: Translate,
  fallback: string[],
): Filter[] {
  const dates = input.from && input.to ? [input.from, input.to] : null;
  return [
    {
      name: "period",
      label: overview("filters.period"),
      kind: "period",
      options: presets.map((value) => ({ value, label: overview(`presets.${value}`) })),
      value: dates ?? (input.period ? [input.period] : []),
      ...(dates ? { text: formatPeriod({ from: dates[0] ?? "", to: dates[1] ?? "" }, locale) } : {}),
      fallback,
    },
    {
      name: "segment",
      label: overview("filters.segment"),
      kind: "multi",
      options: places.segments
        .filter(({ retired, key }) => !retired || input.segment?.includes(key))
        .map(({ key, name }) => ({ value: key, label: name })),
      value: input.segment ?? [],
    },
  ];
}

/** Of the moments of truth; without a choice the quarters whose 180 days are over. */
export const prepareMomentFilters = (
  { places, period }: { places: InventoryData["places"]; period: Period },
  input: MomentsInput,
  { locale }: InventoryWords,
  overview: Translate,
): Filter[] =>
  whenAndWho(places, input, locale, overview, [period.from, period.to]).filter(
    ({ kind, options }) => kind === "period" || options.length > 0,
  );

/** The filter of the scores first, then that of the touchpoints. */
export function prepareInventoryFilters(
  { places, choices, counts, gaps }: InventoryData,
  input: InventoryInput,
  { t, locale }: InventoryWords,
  overview: Translate,
): Filter[] {
  const none = { value: "-", label: t("without") };
  const multi = (name: "phase" | "channel" | "department" | "owner" | "moment", isMore = false): Filter => ({
    name,
    label: t(`columns.${name}`),
    kind: "multi",
    options: [...offered(choices[name], input[name]), none],
    value: input[name] ?? [],
    isMore,
  });
  const filters: Filter[] = [
    ...whenAndWho(places, input, locale, overview, ["last-quarter"]),
    multi("phase"),
    multi("department"),
    {
      name: "warning",
      label: t("columns.warning"),
      kind: "multi",
      options: warnings.map((value) => ({
        value,
        label: t("counted", { label: t(`warnings.${value}`), count: counts[value] }),
      })),
      value: input.warning ?? [],
    },
    {
      name: "gap",
      label: t("columns.gap"),
      kind: "multi",
      options: gapVerdicts.map((value) => ({
        value,
        label: t("counted", { label: t(`verdicts.${value}`), count: gaps[value] }),
      })),
      value: input.gap ?? [],
    },
    multi("owner", true),
    multi("channel", true),
    {
      name: "state",
      label: t("columns.state"),
      kind: "multi",
      options: touchpointStates.map((value) => ({ value, label: t(`states.${value}`) })),
      value: input.state ?? [],
      isMore: true,
    },
    multi("moment", true),
    {
      name: "planned",
      label: t("columns.planned"),
      kind: "select",
      options: (["true", "false"] as const).map((value) => ({
        value,
        label: t(value === "true" ? "planned" : "spontaneous"),
      })),
      value: input.planned ? [input.planned] : [],
      isMore: true,
    },
  ];
  return filters.filter(({ kind, options }) => kind === "period" || options.length > 0);
}
