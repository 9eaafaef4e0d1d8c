import { getTranslations } from "next-intl/server";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { CoverageRow } from "./prepare-coverage";

type CoverageTablesProps = { tables: { by: string; title: string; rows: CoverageRow[] }[] };

/** Who speaks in the scores, and who does not: of all customers, those who answered and those who stayed silent. */
export async function CoverageTables({ tables }: CoverageTablesProps) {
  const t = await getTranslations("overview.coverage");
  if (tables.length === 0) return null;
  return (
    <div className="mt-8">
      <h3 className="font-medium">{t("title")}</h3>
      <p className="mt-0.5 mb-3 max-w-[72ch] text-pretty text-muted">{t("lead")}</p>
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2">
        {tables.map(({ by, title, rows }) => (
          <DataTable
            key={by}
            caption={`${t("title")}: ${title}`}
            columns={[
              { key: "name", label: title },
              { key: "customers", label: t("customers"), isNumeric: true },
              { key: "answered", label: t("answered"), isNumeric: true, phone: "column" },
              { key: "share", label: t("share"), isNumeric: true, phone: "column" },
              { key: "silent", label: t("silent"), isNumeric: true },
            ]}
            rows={rows.map(({ key, answered, silent, share, range, ...cells }) => ({
              key,
              cells: {
                ...cells,
                share: (
                  <>
                    {share}
                    <span className="block text-xs whitespace-nowrap text-muted">{range}</span>
                  </>
                ),
                answered: <Count {...answered} label={`${t("answered")}, ${cells.name}`} />,
                silent: <Count {...silent} label={`${t("silent")}, ${cells.name}`} />,
              },
            }))}
          />
        ))}
      </div>
    </div>
  );
}

function Count({ count, href, label }: { count: string; href: string | null; label: string }) {
  if (!href) return count;
  return (
    <Link href={href} aria-label={`${count}, ${label}`} className="text-link">
      {count}
    </Link>
  );
}
