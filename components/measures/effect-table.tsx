import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ReadingRow, Side } from "./prepare-effect";

/** What was compared, both sides with range and answers; each n leads to its rows. */
export function EffectTable({ rows, caption }: { rows: ReadingRow[]; caption: string }) {
  const t = useTranslations("measures");
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: "name", label: t("group"), width: "30%" },
        { key: "before", label: t("before"), phone: "block" },
        { key: "after", label: t("after"), phone: "block" },
        { key: "change", label: t("change"), isNumeric: true, phone: "column" },
      ]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: {
          name: row.name,
          before: row.before.value === "" ? null : <SideCell side={row.before} word={t("before")} />,
          after: row.after.value === "" ? null : <SideCell side={row.after} word={t("after")} />,
          change: (
            <>
              <span className="font-semibold">{row.change ?? "–"}</span>
              {row.changeRange ? <span className="block text-xs text-muted">{row.changeRange}</span> : null}
            </>
          ),
        },
      }))}
    />
  );
}

function SideCell({ side, word }: { side: Side; word: string }) {
  return (
    <span className="figures block">
      <span className="text-muted sm:sr-only">{word}: </span>
      <span className="font-semibold text-foreground">{side.value}</span>
      <span className="block text-xs text-muted">
        {side.range ? `${side.range}, ` : ""}
        {side.href ? (
          <Link href={side.href} className="underline underline-offset-4">
            {side.n}
          </Link>
        ) : (
          side.n
        )}
      </span>
    </span>
  );
}
