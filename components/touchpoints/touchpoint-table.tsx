"use client";

import { SearchX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { startTransition, useOptimistic, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { BulkBar, RowCheck, useRowSelection } from "@/components/ui/row-selection";
import { useAction } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format/numbers";
import { setTouchpointsAction, undoTouchpointsAction } from "@/lib/touchpoints/actions";
import type { Choices, TouchpointRow } from "@/lib/touchpoints/queries/list-rows";
import { touchpointStates } from "@/lib/touchpoints/schema";
import { type SettableField, settableFields, type TouchpointRowsInput } from "@/lib/touchpoints/schema/admin";
import { offered } from "./prepare-touchpoint-filters";

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

type Edit = { keys: string[]; field: SettableField; value: string };

export function TouchpointTable(props: TouchpointTableProps) {
  const { choices, workspace, openHref, sort, sortHrefs, resetHref } = props;
  const t = useTranslations("touchpoints");
  const locale = useLocale();
  const [rows, showEdit] = useOptimistic(props.rows, withEdit);
  const [editing, setEditing] = useState<string | null>(null);
  const { run } = useAction({ action: setTouchpointsAction, undo: undoTouchpointsAction, workspace });
  const selection = useRowSelection(rows.map(({ key }) => key));

  const optionsOf = (field: SettableField, named?: string | null) =>
    field === "state"
      ? touchpointStates.map((value) => ({ value, label: t(`states.${value}`) }))
      : [{ value: "", label: t("none") }, ...offered(choices[field], named ? [named] : [])];
  const nameOf = (field: SettableField, value: string | null) =>
    field === "state"
      ? t(`states.${value as TouchpointRow["state"]}`)
      : (choices[field].find(({ key }) => key === value)?.name ?? null);

  function set(edit: Edit) {
    const sentence = t("set", { count: edit.keys.length, field: t(`fields.${edit.field}`) });
    const values = { keys: JSON.stringify(edit.keys), field: edit.field, value: edit.value };
    startTransition(() => run(values, sentence, () => showEdit(edit)));
  }

  function cell(row: TouchpointRow, field: SettableField) {
    const name = nameOf(field, row[field]);
    const place = `${row.key} ${field}`;
    const shown = name ?? <span className="text-muted">–</span>;
    if (editing !== place) {
      return (
        <button
          type="button"
          aria-label={t("edit", { field: t(`fields.${field}`), name: row.name, value: name ?? t("none") })}
          onClick={() => setEditing(place)}
          className="-mx-2 min-h-8 max-w-full cursor-pointer truncate rounded-md px-2 text-start hover:bg-default"
        >
          {shown}
        </button>
      );
    }
    return (
      <ChoiceMenu
        label={t(`fields.${field}`)}
        options={optionsOf(field, row[field])}
        value={row[field] ?? ""}
        onClose={() => setEditing(null)}
        onChoose={(value) => set({ keys: [row.key], field, value })}
      >
        {shown}
      </ChoiceMenu>
    );
  }

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
        check={{
          all: (
            <RowCheck
              label={t("chooseAll")}
              isSelected={selection.selected.length === rows.length}
              isPartly={selection.selected.length > 0 && selection.selected.length < rows.length}
              onToggle={selection.toggleAll}
            />
          ),
        }}
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
          check: (
            <RowCheck
              label={t("choose", { name: row.name })}
              isSelected={selection.isSelected(row.key)}
              onToggle={(withShift) => selection.toggle(row.key, withShift)}
            />
          ),
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
      <BulkBar count={selection.selected.length} onClear={selection.clear}>
        {settableFields.map((field) => (
          <ChoiceMenu
            key={field}
            label={t(`fields.${field}`)}
            options={optionsOf(field)}
            onChoose={(value) => set({ keys: selection.selected, field, value })}
          />
        ))}
      </BulkBar>
    </>
  );
}

const withEdit = (rows: TouchpointRow[], { keys, field, value }: Edit): TouchpointRow[] =>
  rows.map((row) => (keys.includes(row.key) ? { ...row, [field]: value || null } : row));
