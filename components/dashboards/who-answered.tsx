import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { CoverageTables } from "./coverage-tables";
import type { WhoRow } from "./prepare-who";

type WhoAnsweredProps = {
  tables: { by: string; title: string; rows: WhoRow[] }[];
  coverage: ComponentProps<typeof CoverageTables>["tables"];
};

/** Of whom a number speaks: who answered, how, and how many were asked in vain. */
export async function WhoAnswered({ tables, coverage }: WhoAnsweredProps) {
  const t = await getTranslations("overview.who");
  return (
    <Section title={t("title")} lead={t("lead")}>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {tables.map(({ by, title, rows }) => (
          <DataTable
            key={by}
            caption={title}
            columns={[
              { key: "name", label: title },
              { key: "share", label: t("share"), isNumeric: true, phone: "column" },
              { key: "n", label: t("answered"), isNumeric: true, phone: "column" },
              { key: "shown", label: t("shown"), isNumeric: true },
            ]}
            rows={rows.map(({ key, href, ...cells }) => ({ key, href, cells }))}
            empty={<p className="text-muted">{t("nobody")}</p>}
          />
        ))}
      </div>
      <CoverageTables tables={coverage} />
    </Section>
  );
}
