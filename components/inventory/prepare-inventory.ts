import { offered } from "@/components/touchpoints/prepare-touchpoint-filters";
import type { Filter } from "@/components/ui/filter-address";
import type { Verdict } from "@/components/ui/verdict-chip";
import type { Shown } from "@/lib/feedback/rules/difference-of";
import { formatPeriod } from "@/lib/format/dates";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type { InventoryData } from "@/lib/inventory/queries/load-inventory";
import type { InventoryRow } from "@/lib/inventory/rules/inventory-rows";
import { type InventoryInput, type MomentsInput, type Warning, warnings } from "@/lib/inventory/schema";
import type { Translate } from "@/lib/language/translator";
import { thinness } from "@/lib/metrics/thin-data";
import { type Period, presets } from "@/lib/period/period";
import { touchpointStates } from "@/lib/touchpoints/schema";
import { touchpointAddress } from "./inventory-address";

export type InventoryWords = { t: Translate; locale: string };

/** A value with its number of answers and its range, ready to be written down. */
export type ScoreText = { value: string; detail: string; isThin: boolean };

export function scoreText(score: Shown, { t, locale }: InventoryWords): ScoreText {
  const n = t("answers", { n: score.n, shown: formatCount(score.n, locale) });
  if (score.value === null) return { value: "–", detail: score.n === 0 ? t("nobody") : n, isThin: true };
  const { id } = score.definition;
  const bounds = score.interval && formatBounds(id, score.interval, locale);
  const value = formatValue(id, score.value, locale);
  return {
    value,
    detail: bounds ? `${n} · ${bounds.low}–${bounds.high}` : n,
    isThin: thinness(score.n) === "few",
  };
}

/** What is wrong, as a chip. */
export const warningChip = (warning: Warning, { t }: InventoryWords): Verdict => ({
  word: t(`warnings.${warning}`),
  icon: "warning",
  tone: "caution",
});

/** A row of the table: everything a word, nothing left to decide. What can be set in place stays a key. */
export type PreparedRow = Pick<
  InventoryRow,
  "key" | "name" | "phase" | "channel" | "department" | "owner" | "state"
> & {
  href: string;
  isMoment: boolean;
  score: ScoreText;
  importance: ScoreText;
  planned: string;
  moment: string;
  contacts: string;
  measures: string;
  warnings: Verdict[];
};

export function prepareRows(
  { rows, choices }: Pick<InventoryData, "rows" | "choices">,
  input: InventoryInput,
  workspace: string,
  words: InventoryWords,
): PreparedRow[] {
  const { t, locale } = words;
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
    importance: scoreText(row.importance, words),
    planned: row.planned === null ? "–" : t(row.planned ? "planned" : "spontaneous"),
    moment: row.moment === null ? "–" : (moments.get(row.moment) ?? "–"),
    contacts: row.contactsPerMonth === null ? "–" : formatCount(row.contactsPerMonth, locale),
    measures: row.measures === 0 ? "–" : formatCount(row.measures, locale),
    warnings: row.warnings.map((one) => warningChip(one, words)),
  }));
}

/** When, and which customers. */
function whenAndWho(
  places: InventoryData["places"],
  input: Pick<InventoryInput, "period" | "from" | "to" | "segment">,
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
  { places, choices, counts }: InventoryData,
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
