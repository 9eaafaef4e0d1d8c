import { getTranslations } from "next-intl/server";
import { breakdownSentence } from "@/components/dashboards/prepare-breakdown";
import { changeText, type Words } from "@/components/dashboards/prepare-tile";
import { DataTable } from "@/components/ui/data-table";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { prepareSentence } from "@/lib/dashboards/rules/say-figure";
import { formatBounds, formatCount, formatRange, formatValue } from "@/lib/format/numbers";
import { thinness } from "@/lib/metrics/thin-data";
import type { SharedBreakdown, SharedData } from "@/lib/sharing/queries/load-shared";

type PartProps = { data: SharedData; content: SharedBreakdown; words: Words };

export async function SharedBreakdownPart({ data, content, words }: PartProps) {
  const t = await getTranslations("overview");
  const { by, measure, whole, rows, compared, changed } = content;
  const { locale } = words;
  const lead = [
    breakdownSentence({ by, compared, changed, before: data.before }, words),
    prepareSentence(whole, words),
  ].join(" ");
  return (
    <>
      <p className="mb-6 max-w-[72ch] text-[0.9375rem]/6 text-pretty">{lead}</p>
      <DataTable
        caption={t("breakdown.caption", { measure: t(`measures.${measure}`) })}
        empty={<p className="text-muted">{words.t("nobody")}</p>}
        columns={[
          { key: "name", label: t(`filters.${by}`) },
          { key: "value", label: t(`measures.${measure}`), isNumeric: true, phone: "column" },
          { key: "range", label: t("breakdown.bounds"), isNumeric: true, phone: "line" },
          { key: "n", label: t("breakdown.n"), isNumeric: true, phone: "column" },
          { key: "change", label: t("breakdown.change"), phone: "line" },
        ]}
        rows={rows.map(({ key, name, now, change }) => {
          const { id } = now.definition;
          const bounds = now.interval && formatBounds(id, now.interval, locale, true);
          const changed = changeText(now, change, words);
          const isThin = thinness(now.n, words.fewBelow) !== "enough";
          return {
            key,
            isPale: isThin,
            cells: {
              name: name || t("none"),
              value: (
                <span className="font-semibold">
                  {now.value === null ? "–" : formatValue(id, now.value, locale, true)}
                </span>
              ),
              range: bounds ? formatRange(bounds.low, bounds.high) : "",
              n: formatCount(now.n, locale),
              change: changed ? (
                <span className="inline-flex flex-wrap items-center gap-2">
                  <VerdictChip {...changed.verdict} />
                  <span className="figures text-muted">{changed.text}</span>
                </span>
              ) : null,
            },
          };
        })}
      />
    </>
  );
}
