"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, startTransition, useOptimistic, useState } from "react";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { BulkBar, RowCheck, useRowSelection } from "@/components/ui/row-selection";
import { useAction } from "@/components/ui/use-action";
import { setTouchpointsAction, undoTouchpointsAction } from "@/lib/touchpoints/actions";
import type { Choice } from "@/lib/touchpoints/queries/list-rows";
import { type TouchpointStateName, touchpointStates } from "@/lib/touchpoints/schema";
import {
  type BulkField,
  bulkFields,
  type SettableField,
  settableFields,
} from "@/lib/touchpoints/schema/admin";
import { offered } from "./prepare-touchpoint-filters";

/** What a list of touchpoints lets people set in place. */
export type PlacedRow = {
  key: string;
  name: string;
  state: TouchpointStateName;
} & Record<Exclude<SettableField, "state">, string | null>;

type Edit = { keys: string[]; field: BulkField; value: string };

type PlaceEditOptions<Row> = {
  rows: Row[];
  choices: Record<Exclude<BulkField, "state" | "planned">, Choice[]>;
  workspace: string;
};

/** Cells that become a choice when they are pressed, boxes to choose rows, and the bar that sets many rows at once. */
export function usePlaceEdit<Row extends PlacedRow>({ choices, workspace, ...known }: PlaceEditOptions<Row>) {
  const t = useTranslations("touchpoints");
  const [rows, showEdit] = useOptimistic(known.rows, withEdit<Row>);
  const [editing, setEditing] = useState<string | null>(null);
  const { run } = useAction({ action: setTouchpointsAction, undo: undoTouchpointsAction, workspace });
  const selection = useRowSelection(rows.map(({ key }) => key));

  function optionsOf(field: BulkField, named?: string | null) {
    if (field === "state") return touchpointStates.map((value) => ({ value, label: t(`states.${value}`) }));
    if (field === "planned")
      return [
        { value: "", label: t("planned.open") },
        { value: "true", label: t("planned.true") },
        { value: "false", label: t("planned.false") },
      ];
    return [{ value: "", label: t("none") }, ...offered(choices[field], named ? [named] : [])];
  }
  const nameOf = (row: Row, field: SettableField): string | null =>
    field === "state"
      ? t(`states.${row.state}`)
      : (choices[field].find(({ key }) => key === row[field])?.name ?? null);

  function set(edit: Edit) {
    const sentence = t("set", { count: edit.keys.length, field: t(`fields.${edit.field}`) });
    const values = { keys: JSON.stringify(edit.keys), field: edit.field, value: edit.value };
    startTransition(() => run(values, sentence, () => showEdit(edit)));
  }

  function cell(row: Row, field: SettableField): ReactNode {
    const name = nameOf(row, field);
    const place = `${row.key} ${field}`;
    const shown = name ?? <span className="text-muted">–</span>;
    if (editing !== place) {
      return (
        <button
          type="button"
          aria-label={t("edit", { field: t(`fields.${field}`), name: row.name, value: name ?? t("none") })}
          onClick={() => setEditing(place)}
          className="-mx-2 min-h-8 max-w-[calc(100%+1rem)] cursor-pointer truncate rounded-md px-2 text-start hover:bg-default"
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

  return {
    rows,
    cell,
    nameOf,
    checkAll: (
      <RowCheck
        label={t("chooseAll")}
        isSelected={selection.selected.length === rows.length}
        isPartly={selection.selected.length > 0 && selection.selected.length < rows.length}
        onToggle={selection.toggleAll}
      />
    ),
    checkOf: (row: Row) => (
      <RowCheck
        label={t("choose", { name: row.name })}
        isSelected={selection.isSelected(row.key)}
        onToggle={(withShift) => selection.toggle(row.key, withShift)}
      />
    ),
    bulkBar: (
      <BulkBar count={selection.selected.length} onClear={selection.clear}>
        {bulkFields.map((field) => (
          <ChoiceMenu
            key={field}
            label={t(`fields.${field}`)}
            options={optionsOf(field)}
            onChoose={(value) => set({ keys: selection.selected, field, value })}
          />
        ))}
      </BulkBar>
    ),
  };
}

/** What stands in no cell of its own is seen when the server has answered. */
function withEdit<Row extends PlacedRow>(rows: Row[], { keys, field, value }: Edit): Row[] {
  if (!settableFields.some((one) => one === field)) return rows;
  return rows.map((row) => (keys.includes(row.key) ? { ...row, [field]: value || null } : row));
}
