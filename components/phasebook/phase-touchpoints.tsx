import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatBounds, formatCount, formatRange, formatValue } from "@/lib/format/numbers";
import { thinness } from "@/lib/metrics/thin-data";
import type { PhasePageData } from "@/lib/phasebook/queries/load-phase-page";
import type { BookWords } from "./book-words";

type PhaseTouchpointsProps = { data: PhasePageData; workspace: string; words: BookWords };

/** Where customers meet us in this phase, and how that was. */
export function PhaseTouchpoints({ data, workspace, words }: PhaseTouchpointsProps) {
  const { t, f, locale, fewBelow } = words;
  if (data.touchpoints.length === 0)
    return (
      <Section title={t("touchpoints.title")}>
        {<p className="text-muted">{t("touchpoints.empty")}</p>}
      </Section>
    );
  return (
    <Section title={t("touchpoints.title")}>
      <DataTable
        caption={t("touchpoints.title")}
        columns={[
          { key: "name", label: t("touchpoints.name") },
          { key: "department", label: f("filters.department"), phone: "line", width: "14rem" },
          { key: "value", label: f("measures.csat"), isNumeric: true, phone: "column", width: "9rem" },
          { key: "range", label: f("breakdown.bounds"), isNumeric: true, width: "12rem" },
          { key: "n", label: f("breakdown.n"), isNumeric: true, phone: "column", width: "6rem" },
        ]}
        rows={data.touchpoints.map(({ key, name, department, measured }) => {
          const { id } = measured.definition;
          const bounds = measured.interval && formatBounds(id, measured.interval, locale);
          return {
            key,
            href: feedbackAddress(workspace, {
              filter: { touchpoint: [key] },
              period: data.period,
              measure: "csat",
            }),
            isPale: thinness(measured.n, fewBelow) !== "enough",
            cells: {
              name,
              department: department ?? t("touchpoints.nobody"),
              value: measured.value === null ? "–" : formatValue(id, measured.value, locale),
              range: bounds ? formatRange(bounds.low, bounds.high) : "–",
              n: formatCount(measured.n, locale),
            },
          };
        })}
      />
    </Section>
  );
}
