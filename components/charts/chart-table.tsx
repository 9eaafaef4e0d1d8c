import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";

export type ChartRow = {
  key: string;
  label: string;
  value: string;
  range?: string;
  n: string;
  href?: string | undefined;
  isPale?: boolean;
};

type ChartTableProps = { caption: string; labels: { period: string; value: string }; rows: ChartRow[] };

/** The numbers of a chart as a table, folded away until somebody wants them; the keyboard's way into every mark. */
export function ChartTable({ caption, labels, rows }: ChartTableProps) {
  const t = useTranslations("charts");
  return (
    <details className="group/table mt-2">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm text-xs text-muted hover:text-foreground print:hidden [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 group-open/table:rotate-90" />
        {t("asTable")}
      </summary>
      <div className="mt-2">
        <DataTable
          caption={caption}
          columns={[
            { key: "label", label: labels.period },
            { key: "value", label: labels.value, isNumeric: true, phone: "column" },
            { key: "range", label: t("range"), isNumeric: true, phone: "line" },
            { key: "n", label: t("n"), isNumeric: true, phone: "column" },
          ]}
          rows={rows.map(({ key, href, isPale, ...cells }) => ({
            key,
            ...(href ? { href } : {}),
            isPale,
            cells,
          }))}
        />
      </div>
    </details>
  );
}
