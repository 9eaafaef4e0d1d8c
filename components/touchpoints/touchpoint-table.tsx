"use client";

import { SearchX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/lib/format/numbers";
import type { Choices, TouchpointRow } from "@/lib/touchpoints/queries/list-rows";
import type { TouchpointRowsInput } from "@/lib/touchpoints/schema/admin";
import { usePlaceEdit } from "./use-place-edit";

type Sort = TouchpointRowsInput["sort"];
type TouchpointTableProps = {
  rows: TouchpointRow[];
  choices: Choices;
  workspace: string;
  /** The key of a row comes behind it. */
  openHref: string;
  sort: Sort;
  sortHrefs: Record<Sort, string>;
  resetHref: string;
};

export function TouchpointTable(props: TouchpointTableProps) {
  const { choices, workspace, openHref, sort, sortHrefs, resetHref } = props;
  const t = useTranslations("touchpoints");
  const locale = useLocale();
  const { rows, cell, checkAll, checkOf, bulkBar } = usePlaceEdit({ rows: props.rows, choices, workspace });
  return (
    <>
      <DataTable
        caption={t("title")}
        empty={
          <EmptyState
            icon={SearchX}
            title={t("nothing.title")}
            text={t("nothing.text")}
            actions={<ButtonLink href={resetHref}>{t("nothing.all")}</ButtonLink>}
          />
        }
        check={{ all: checkAll }}
        columns={[
          {
            key: "name",
            label: t("fields.name"),
            sortHref: sortHrefs.name,
            ...(sort === "name" ? { sorted: "ascending" as const } : {}),
          },
          {
            key: "phase",
            label: t("fields.phase"),
            phone: "line",
            width: "10rem",
            sortHref: sortHrefs.order,
            ...(sort === "order" ? { sorted: "ascending" as const } : {}),
          },
          { key: "channel", label: t("fields.channel"), width: "9rem" },
          { key: "department", label: t("fields.department"), phone: "line", width: "11rem" },
          { key: "owner", label: t("fields.owner"), width: "9rem" },
          { key: "state", label: t("fields.state"), width: "7rem" },
          {
            key: "contacts",
            label: t("fields.contactsPerMonth"),
            isNumeric: true,
            width: "8rem",
            sortHref: sortHrefs.contacts,
            ...(sort === "contacts" ? { sorted: "descending" as const } : {}),
          },
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          href: openHref.replace(/open=$/, `open=${encodeURIComponent(row.key)}`),
          isPale: row.isRetired,
          check: checkOf(row),
          cells: {
            name: row.momentOfTruth ? `${row.name} ★` : row.name,
            phase: cell(row, "phase"),
            channel: cell(row, "channel"),
            department: cell(row, "department"),
            owner: cell(row, "owner"),
            state: cell(row, "state"),
            contacts: row.contactsPerMonth === null ? "–" : formatCount(row.contactsPerMonth, locale),
          },
        }))}
      />
      {bulkBar}
    </>
  );
}
