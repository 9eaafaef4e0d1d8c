import { getTranslations } from "next-intl/server";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { TouchpointData } from "@/lib/inventory/queries/load-touchpoint";
import { prepareGapLines, preparePromises } from "./prepare-touchpoint";
import type { InventoryWords } from "./score-text";

type TouchpointGapsProps = { data: TouchpointData; words: InventoryWords };

/** The two gaps, kept apart: expected against experienced by segment, and what was promised against what was kept. */
export async function TouchpointGaps({ data, words }: TouchpointGapsProps) {
  const t = await getTranslations("inventory.detail");
  const gaps = prepareGapLines(data, words);
  const promises = preparePromises(data, words);
  return (
    <>
      <Section title={t("gaps")} lead={t("gapsLead")}>
        <DataTable
          caption={t("gaps")}
          empty={<p className="text-muted">{t("noGaps")}</p>}
          columns={[
            { key: "name", label: t("segment") },
            { key: "verdict", label: t("verdict"), phone: "line" },
            { key: "expected", label: t("expectedColumn"), isNumeric: true, phone: "column" },
            { key: "experienced", label: t("experiencedColumn"), isNumeric: true, phone: "column" },
            { key: "gap", label: t("gap"), isNumeric: true },
            { key: "n", label: t("n"), isNumeric: true },
          ]}
          rows={gaps.map(({ key, isThin, verdict, ...cells }) => ({
            key,
            isPale: isThin,
            cells: { ...cells, verdict: <VerdictChip {...verdict} /> },
          }))}
        />
      </Section>
      {promises.length > 0 ? (
        <Section title={t("promises")} lead={t("promisesLead")}>
          <DataTable
            caption={t("promises")}
            columns={[
              { key: "text", label: t("promise") },
              { key: "share", label: t("kept"), isNumeric: true, phone: "column" },
              { key: "count", label: t("keptOf"), phone: "line" },
            ]}
            rows={promises.map(({ key, text, detail, share, count }) => ({
              key,
              cells: {
                text: (
                  <>
                    {text}
                    {detail ? <span className="block text-xs font-normal text-muted">{detail}</span> : null}
                  </>
                ),
                share,
                count,
              },
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}
