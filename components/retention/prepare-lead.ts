import type { RetentionData } from "@/lib/dashboards/queries/load-retention";
import { changeInWords } from "@/lib/dashboards/rules/say-figure";
import { formatBounds, formatCount, formatShare, formatValue } from "@/lib/format/numbers";
import { survivalAt } from "@/lib/metrics/survival";
import type { Words } from "./prepare-retention";

/** The page's answer in words; null where there is nobody to speak of. */
export function prepareLead({ content }: RetentionData, words: Words): string | null {
  const { t, locale } = words;
  switch (content.view) {
    case "churn":
    case "repurchase": {
      const { measured } = content.view === "churn" ? content.churn : content.repurchase;
      if (measured.value === null || !measured.interval) return null;
      const { id } = measured.definition;
      const said = t(`lead.${content.view}`, {
        value: formatValue(id, measured.value, locale, true),
        some: formatCount(measured.counts.numerator, locale),
        all: formatCount(measured.counts.denominator, locale),
        ...formatBounds(id, measured.interval, locale, true),
      });
      return [said, changeInWords(measured, content.change, { t: words.overview, locale })]
        .filter(Boolean)
        .join(" ");
    }
    case "cohorts": {
      const third = content.pooled.find(({ age }) => age === 3);
      if (content.cohorts.length === 0) return null;
      return third && third.size > 0
        ? t("lead.cohorts", {
            share: formatShare(third.active / third.size, locale),
            some: formatCount(third.active, locale),
            all: formatCount(third.size, locale),
          })
        : t("lead.youngCohorts", { n: content.cohorts.length });
    }
    case "survival": {
      const { all } = content;
      if (all.n === 0) return null;
      const year = survivalAt(all, 12);
      const median =
        all.median === null
          ? t("lead.noMedian", { months: all.lastTime ?? 0 })
          : t("lead.median", { months: all.median });
      const after = year === null ? null : t("lead.afterYear", { share: formatShare(year, locale) });
      return [median, after].filter(Boolean).join(" ");
    }
  }
}
