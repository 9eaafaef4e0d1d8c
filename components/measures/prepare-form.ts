import type { Option } from "@/components/ui/option";
import { formatPeriod } from "@/lib/format/dates";
import { currencyDigits } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import type { MeasureFormData } from "@/lib/measures/queries/load-measure-form";
import { isScored, kpiMeasures, kpiUnits } from "@/lib/measures/schema";
import { addDays } from "@/lib/period/local-day";
import { pointsInWords, valueInWords, type Words } from "./figure-words";

const texts = [
  ...[
    "name",
    "description",
    "firstStep",
    "phase",
    "touchpoint",
    "segment",
    "department",
    "owner",
    "ownerName",
  ],
] as const;

/** Everything that the form shows, ready to be typed over. */
export function prepareForm(data: MeasureFormData, words: Words) {
  const { t, overview, locale } = words;
  const { values, places, measure, gap, corrects, finding } = data;
  const { kpi, comparison, budgetMinor } = values;
  const lastDay = (day: string | null | undefined) => (day ? addDays(day, -1) : undefined);
  const offered = (
    list: readonly { key: string; name: string; retired: boolean }[],
    ...chosen: (string | null | undefined)[]
  ): Option[] =>
    list
      .filter(({ key, retired }) => !retired || chosen.includes(key))
      .map(({ key, name }) => ({ value: key, label: name }));
  const subPhases = places.phases.filter(
    ({ id, key }) => key === values.phase || !places.phases.some(({ parentId }) => parentId === id),
  );
  const said = (value: string | null | undefined) => value ?? "";
  const touchpointName = places.touchpoints.find(({ key }) => key === values.touchpoint)?.name;
  const suggested = gap && touchpointName ? t("form.suggested", { touchpoint: touchpointName }) : null;
  return {
    isNew: measure === null,
    currency: data.currency,
    hidden: {
      ...(measure ? { id: measure.id, version: String(measure.version) } : {}),
      ...(corrects && !measure ? { corrects: corrects.id } : {}),
      ...(finding ? { finding: finding.id } : {}),
    } as Record<string, string>,
    gapSentence: gap ? gapInWords(data, words) : null,
    values: {
      ...(Object.fromEntries(texts.map((name) => [name, said(values[name as "name"])])) as Record<
        | "name"
        | "description"
        | "firstStep"
        | "phase"
        | "touchpoint"
        | "segment"
        | "department"
        | "owner"
        | "ownerName",
        string
      >),
      name:
        values.name ?? suggested ?? (corrects ? t("form.suggestedCorrection", { name: corrects.name }) : ""),
      measure: said(kpi?.measure),
      unit: kpi?.unit ?? "percent",
      kpiWords: said(values.kpiWords),
      kpiTouchpoint: said(kpi?.touchpoint),
      kpiSegment: said(kpi?.segment),
      kpiChannel: said(kpi?.channel),
      kpiProductGroup: said(kpi?.["product-group"]),
      touched: said(comparison?.touched),
      others: said(comparison?.others),
      beforeFrom: comparison?.before?.from,
      beforeTo: lastDay(comparison?.before?.to),
      afterFrom: comparison?.after?.from,
      afterTo: lastDay(comparison?.after?.to),
      startValue: values.startValue ?? undefined,
      target: values.target ?? undefined,
      startsOn: values.startsOn ?? undefined,
      endsOn: lastDay(values.endsOn),
      targetOn: values.targetOn ?? undefined,
      budget:
        budgetMinor === null || budgetMinor === undefined
          ? undefined
          : budgetMinor / 10 ** currencyDigits(data.currency),
      efforts: values.efforts ?? [],
    },
    options: {
      phase: offered(subPhases, values.phase),
      touchpoint: offered(places.touchpoints, values.touchpoint),
      segment: offered(places.segments, values.segment),
      department: offered(
        places.departments,
        values.department,
        ...(values.efforts ?? []).map(({ department }) => department),
      ),
      owner: data.owners
        .filter(({ isActive, publicId }) => isActive || publicId === values.owner)
        .map(({ publicId, name }) => ({ value: publicId, label: name })),
      measure: kpiMeasures.map((value) => ({
        value,
        label: isScored(value)
          ? overview(`measures.${value}`)
          : t(value === "promise" ? "promiseKept" : value),
      })),
      unit: kpiUnits.map((value) => ({ value, label: t(`units.${value}`) })),
      kpiTouchpoint: offered(places.touchpoints, kpi?.touchpoint),
      kpiSegment: offered(places.segments, kpi?.segment, comparison?.touched, comparison?.others),
      kpiChannel: offered(places.channels, kpi?.channel),
      kpiProductGroup: offered(places.productGroups, kpi?.["product-group"]),
    },
    locale,
  };
}

export type MeasureFields = ReturnType<typeof prepareForm>;

function gapInWords({ gap, values }: MeasureFormData, words: Words): string | null {
  if (!gap) return null;
  const { t, locale } = words;
  const value = (one: number) => valueInWords(values.kpi ?? null, one, words);
  return t(gap.expected === null ? "form.noExpectation" : "form.gap", {
    experienced: value(gap.experienced),
    n: formatCount(gap.n, locale),
    period: formatPeriod(gap.period, locale),
    expected: gap.expected === null ? "–" : value(gap.expected),
    missing:
      gap.expected === null ? "–" : pointsInWords(values.kpi ?? null, gap.expected - gap.experienced, words),
  });
}
