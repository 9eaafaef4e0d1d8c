"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { usePlaceEdit } from "@/components/touchpoints/use-place-edit";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { InventoryChoices } from "@/lib/inventory/queries/read-inventory";
import type { InventoryColumn, InventorySort } from "@/lib/inventory/schema";
import type { PreparedRow } from "./prepare-inventory";
import type { ScoreText } from "./score-text";

type InventoryTableProps = {
  rows: PreparedRow[];
  columns: readonly InventoryColumn[];
  choices: InventoryChoices;
  workspace: string;
  canEdit: boolean;
  sort: InventorySort;
  sortHrefs: Record<InventorySort, string>;
  resetHref: string;
};

/** Columns by which the list can be put in order. */
const sortOf: Partial<Record<InventoryColumn, InventorySort>> = {
  phase: "order",
  score: "score",
  gap: "gap",
  warning: "warning",
  contacts: "contacts",
};
const numeric: readonly InventoryColumn[] = [
  "score",
  "contacts",
  "expectation",
  "importance",
  "derived",
  "brand",
  "measures",
];
const settable = ["phase", "channel", "department", "state"] as const;

export function InventoryTable(props: InventoryTableProps) {
  const { columns, choices, workspace, canEdit, sort, sortHrefs, resetHref } = props;
  const t = useTranslations("inventory");
  const { rows, cell, nameOf, checkAll, checkOf, bulkBar } = usePlaceEdit({
    rows: props.rows,
    choices: { ...choices, momentOfTruth: choices.moment },
    workspace,
  });
  const place = (row: PreparedRow, field: (typeof settable)[number] | "owner"): ReactNode =>
    canEdit ? cell(row, field) : (nameOf(row, field) ?? <span className="text-muted">–</span>);

  function cellOf(row: PreparedRow, column: InventoryColumn): ReactNode {
    switch (column) {
      case "owner":
        return (
          <span className="flex flex-col">
            {canEdit || row.owner !== null || row.department === null ? place(row, "owner") : null}
            {columns.includes("department") || row.department === null ? null : (
              <span className="text-xs text-muted">{nameOf(row, "department")}</span>
            )}
          </span>
        );
      case "score":
        return <Score {...row.score} />;
      case "importance":
        return row.importance ? <Score {...row.importance} /> : "–";
      case "derived":
        return row.derived ? <Score {...row.derived} /> : "–";
      case "gap":
        return (
          <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
            {row.gapDetail ? <span className="figures w-11 text-end">{row.gapDetail}</span> : null}
            <VerdictChip {...row.gap} />
          </span>
        );
      case "brand":
        return row.brand.length === 0
          ? "–"
          : row.brand.map((one) => <Score key={one.details.join()} {...one} />);
      case "warning":
        return (
          <span className="inline-flex flex-wrap gap-1">
            {row.warnings
              // The verdict beside it says the same.
              .filter(({ of }) => of !== "noExpectation" || !columns.includes("gap"))
              .map(({ of, ...chip }) => (
                <VerdictChip key={of} {...chip} />
              ))}
          </span>
        );
      case "phase":
      case "channel":
      case "department":
      case "state":
        return place(row, column);
      default:
        return row[column];
    }
  }

  function columnOf(column: InventoryColumn): Column {
    const by = sortOf[column];
    const isDescending = column === "contacts";
    return {
      key: column,
      label: t(`columns.${column}`),
      isNumeric: numeric.includes(column),
      ...(column === "score" ? { phone: "column" as const } : {}),
      ...(column === "warning" || column === "gap" ? { phone: "block" as const } : {}),
      ...(by ? { sortHref: sortHrefs[by] } : {}),
      ...(by && by === sort
        ? { sorted: isDescending ? ("descending" as const) : ("ascending" as const) }
        : {}),
    };
  }

  return (
    <>
      <DataTable
        caption={t("title")}
        isWide={columns.length > 6}
        empty={
          <EmptyState
            icon={SearchX}
            title={t("nothing.title")}
            text={t("nothing.text")}
            actions={<ButtonLink href={resetHref}>{t("nothing.all")}</ButtonLink>}
          />
        }
        {...(canEdit ? { check: { all: checkAll } } : {})}
        columns={[
          {
            key: "name",
            label: t("columns.name"),
            sortHref: sortHrefs.name,
            ...(sort === "name" ? { sorted: "ascending" as const } : {}),
          },
          ...columns.map(columnOf),
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          href: row.href,
          isPale: false,
          check: canEdit ? checkOf(row) : null,
          cells: {
            name: row.isMoment ? `${row.name} ★` : row.name,
            ...Object.fromEntries(columns.map((column) => [column, cellOf(row, column)])),
          },
        }))}
      />
      {canEdit ? bulkBar : null}
    </>
  );
}

function Score({ value, details, isThin }: ScoreText) {
  return (
    <span className={isThin ? "text-muted" : ""}>
      <span className="font-semibold">{value}</span>
      <span className="block text-xs text-muted xl:whitespace-nowrap">
        {details.map((part, i) => (
          <Fragment key={part}>
            {i > 0 ? <span className="max-xl:hidden"> · </span> : null}
            <span className="whitespace-nowrap max-xl:block">{part}</span>
          </Fragment>
        ))}
      </span>
    </span>
  );
}
