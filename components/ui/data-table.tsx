import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import { Dotted } from "./dotted";
import { Link } from "./link";
import { TableKeys } from "./table-keys";

export type Column = {
  key: string;
  label: string;
  /** Numbers stand right-aligned under one another. */
  isNumeric?: boolean;
  /**
   * On a phone: its own column, a line under the row's title (a block of its own where it is a text), or not at all (as
   * everything but the first column).
   */
  phone?: "column" | "line" | "block" | "hide";
  /** For columns of buttons: read aloud, not shown. */
  isLabelHidden?: boolean;
  sortHref?: string;
  sorted?: "ascending" | "descending";
  /** A label too long for one line. */
  isLong?: boolean;
  /** Any CSS width, such as "12rem"; a phone finds its own. */
  width?: string;
};

export type Row = {
  key: string;
  /** The whole row leads there. */
  href?: string;
  cells: Record<string, ReactNode>;
  /** Thin data. */
  isPale?: boolean;
  /** A box to choose the row, before its first cell. */
  check?: ReactNode;
};

type DataTableProps = {
  caption: string;
  columns: Column[];
  rows: Row[];
  /** More columns than fit: the table scrolls inside itself, with its head staying in sight. */
  isWide?: boolean;
  showCaption?: boolean;
  empty?: ReactNode;
  /** Rows can be chosen: the box that chooses all of them. */
  check?: { all: ReactNode };
};

export function DataTable({ caption, columns, rows, isWide, showCaption, empty, check }: DataTableProps) {
  const t = useTranslations("ui");
  if (rows.length === 0 && empty) return empty;
  return (
    <TableKeys
      label={t("tableOf", { name: caption })}
      className={
        isWide ? "-mx-2 max-h-[calc(100dvh-9rem)] overflow-auto" : "-mx-2 overflow-x-auto lg:overflow-visible"
      }
    >
      <table className="w-full border-separate border-spacing-0 text-start">
        <caption className={showCaption ? "pb-2 text-start text-muted" : "sr-only"}>{caption}</caption>
        <thead>
          <tr>
            {check ? (
              <td
                className={`sticky z-10 hidden h-9 w-9 border-b border-border bg-surface ps-2 sm:table-cell ${isWide ? "top-0" : "top-0 lg:top-(--frame-top)"}`}
              >
                {check.all}
              </td>
            ) : null}
            {columns.map((column, index) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={column.sorted}
                style={column.width ? ({ "--column-width": column.width } as CSSProperties) : undefined}
                className={`sticky z-10 h-9 sm:w-(--column-width) border-b border-border bg-surface text-xs font-medium text-muted ${column.isLong ? "min-w-28 py-1.5 align-bottom text-pretty" : "sm:whitespace-nowrap"} ${isWide ? "top-0" : "top-0 lg:top-(--frame-top)"} ${cellClass(column, index)}`}
              >
                <Heading column={column} hint={t("sortBy", { label: column.label })} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.key}
              className={`group relative hover:bg-surface-secondary ${row.isPale ? "text-muted" : ""}`}
            >
              {check ? (
                <td className="relative z-1 hidden w-9 border-b border-separator ps-2 group-last:border-0 sm:table-cell">
                  {row.check}
                </td>
              ) : null}
              {columns.map((column, index) => (
                <Cell
                  key={column.key}
                  row={row}
                  column={column}
                  index={index}
                  lines={linesUnder(columns, row)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableKeys>
  );
}

function Heading({ column, hint }: { column: Column; hint: string }) {
  if (column.isLabelHidden) return <span className="sr-only">{column.label}</span>;
  if (!column.sortHref) return column.label;
  return (
    <Link
      href={column.sortHref}
      scroll={false}
      title={hint}
      className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
    >
      {column.label}
      {column.sorted === "ascending" ? <ArrowUp aria-hidden="true" className="size-3.5" /> : null}
      {column.sorted === "descending" ? <ArrowDown aria-hidden="true" className="size-3.5" /> : null}
    </Link>
  );
}

function Cell({
  row,
  column,
  index,
  lines,
}: {
  row: Row;
  column: Column;
  index: number;
  lines: ReactNode[];
}) {
  const content = row.cells[column.key];
  const className = `h-10 border-b border-separator py-2 group-last:border-0 ${cellClass(column, index)}`;
  if (index > 0) return <td className={`${className} ${aboveRowLink}`}>{content}</td>;
  return (
    <th scope="row" className={`${className} font-medium`}>
      {row.href ? (
        <Link href={row.href} data-row-link className="covering-link rounded-sm outline-offset-4">
          {content}
        </Link>
      ) : (
        content
      )}
      {lines.length > 0 ? (
        <span className="mt-0.5 block text-xs font-normal text-pretty text-muted sm:hidden">{lines}</span>
      ) : null}
    </th>
  );
}

/** Short things stand beside one another, texts in blocks of their own, in the order of the columns. */
function linesUnder(columns: Column[], row: Row): ReactNode[] {
  const lines: { key: string; parts: { key: string; content: ReactNode }[]; isBlock: boolean }[] = [];
  for (const { phone, key } of columns) {
    const content = row.cells[key];
    if ((phone !== "line" && phone !== "block") || !content) continue;
    const last = lines.at(-1);
    if (phone === "line" && last && !last.isBlock) last.parts.push({ key, content });
    else lines.push({ key, parts: [{ key, content }], isBlock: phone === "block" });
  }
  return lines.map(({ key, parts, isBlock }) =>
    isBlock ? (
      <span key={key} className="block">
        {parts[0]?.content}
      </span>
    ) : (
      <Dotted key={key} parts={parts} />
    ),
  );
}

/** Controls in a cell stay reachable although the row's link covers it. */
const aboveRowLink = "[&_:is(a,button,input,label,select)]:relative [&_:is(a,button,input,label,select)]:z-1";

function cellClass(column: Column, index: number): string {
  const isOnPhone = index === 0 || column.phone === "column";
  const padding = "px-3 first:ps-2 last:pe-2 max-sm:pe-2";
  return `${padding} ${column.isNumeric ? "figures text-end" : column.isLabelHidden ? "text-start max-sm:text-end" : "text-start"} ${isOnPhone ? "" : "hidden sm:table-cell"}`;
}
