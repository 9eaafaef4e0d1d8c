import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import type { StepsData } from "@/lib/phasebook/queries/load-steps";
import type { FunnelInput } from "@/lib/phasebook/schema/pages";
import type { SetName } from "@/lib/retention/schema";
import type { BookWords } from "./book-words";

export type StepLine = {
  key: string;
  title: string;
  value: string;
  range: string | null;
  /** 0–1 */
  share: number | null;
  entered: { text: string; href: string };
  reached: { text: string; href: string };
};

export function prepareSteps(
  data: StepsData,
  input: FunnelInput,
  workspace: string,
  words: BookWords,
): { steps: StepLine[]; closing: StepLine } {
  const address = addressesOf(data, input, workspace);
  const { t } = words;
  return {
    steps: data.steps.map(({ from, to, measured }) =>
      lineOf(from.key, t("steps.step", { from: from.name, to: to.name }), measured, words, {
        entered: address("entered", from.key),
        reached: address("reached", from.key),
      }),
    ),
    closing: lineOf("closing", t("steps.closing"), data.closeRate, words, {
      entered: address("decided"),
      reached: address("closed"),
    }),
  };
}

/** The lists behind a step: the same period, time and segments. */
function addressesOf({ period, days }: StepsData, input: FunnelInput, workspace: string) {
  return (set: SetName, phase?: string): string => {
    const search = new URLSearchParams({ set, "set.days": String(days) });
    if (period) {
      search.set("set.from", period.from);
      search.set("set.to", period.to);
    }
    if (phase) search.set("set.phase", phase);
    for (const segment of input.segment ?? []) search.append("set.segment", segment);
    return `/w/${workspace}/customers?${search}`;
  };
}

function lineOf(
  key: string,
  title: string,
  measured: Measured<Share>,
  { t, f, locale }: BookWords,
  hrefs: { entered: string; reached: string },
): StepLine {
  const { id } = measured.definition;
  const bounds = measured.interval && formatBounds(id, measured.interval, locale);
  const { numerator, denominator } = measured.counts;
  const count = (name: string, n: number) => t(`steps.${name}`, { n, shown: formatCount(n, locale) });
  return {
    key,
    title,
    value: measured.value === null ? "–" : formatValue(id, measured.value, locale),
    range: bounds ? f("range", bounds) : null,
    share: measured.value,
    entered: { text: count("entered", denominator), href: hrefs.entered },
    reached: { text: count("reached", numerator), href: hrefs.reached },
  };
}

/** The step that the fewest take, in words. */
export function stepsLead(data: StepsData, { t, locale }: BookWords): string {
  const known = data.steps.filter(({ measured }) => measured.value !== null);
  const [worst] = [...known].sort((a, b) => (a.measured.value ?? 0) - (b.measured.value ?? 0));
  if (!worst) return t("steps.nobody");
  const percent = (value: number | null) => (value === null ? "–" : formatValue("conversion", value, locale));
  const lead = t("steps.lead", {
    from: worst.from.name,
    to: worst.to.name,
    value: percent(worst.measured.value),
    days: data.days,
  });
  if (data.closeRate.value === null) return lead;
  return `${lead} ${t("steps.leadClosing", { value: percent(data.closeRate.value), days: data.days })}`;
}
