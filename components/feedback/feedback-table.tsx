"use client";

import { Button } from "@heroui/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import type { FormAction } from "@/components/ui/form-state";
import type { Option } from "@/components/ui/option";
import { BulkBar, RowCheck, useRowSelection } from "@/components/ui/row-selection";
import { useAction } from "@/components/ui/use-action";
import {
  moveAllFeedbackAction,
  moveFeedbackAction,
  tagAllFeedbackAction,
  tagFeedbackAction,
  undoFeedbackChangeAction,
} from "@/lib/feedback/actions";
import { PickMenu } from "./pick-menu";
import { TagMenu } from "./tag-menu";

type FeedbackTableProps = {
  workspace: string;
  /** The filter of the list as it stands in the address. */
  search: string;
  total: number;
  columns: Column[];
  rows: Row[];
  empty: ReactNode;
  touchpoints: Option[];
  tags: string[];
  canTag: boolean;
  canManage: boolean;
};

/** The list with what can be done to many records: those that are marked, or all of the filter. */
export function FeedbackTable({ rows, columns, empty, total, ...props }: FeedbackTableProps) {
  const t = useTranslations("feedback");
  const selection = useRowSelection(rows.map(({ key }) => key));
  const [isAll, setAll] = useState(false);
  const isWholePage = selection.selected.length === rows.length;
  const isOfFilter = isAll && isWholePage;
  const count = isOfFilter ? total : selection.selected.length;
  const chosen: Record<string, string> = isOfFilter
    ? { filter: props.search }
    : { ids: selection.selected.join(",") };
  const use = (marked: FormAction, all: FormAction) => ({
    action: isOfFilter ? all : marked,
    workspace: props.workspace,
    undo: undoFeedbackChangeAction,
  });
  const move = useAction(use(moveFeedbackAction, moveAllFeedbackAction));
  const tag = useAction(use(tagFeedbackAction, tagAllFeedbackAction));
  const isPending = move.isPending || tag.isPending;

  return (
    <>
      <DataTable
        caption={t("title")}
        columns={columns}
        empty={empty}
        {...(props.canTag
          ? {
              check: {
                all: (
                  <RowCheck
                    label={t("bulk.markPage")}
                    isSelected={isWholePage && rows.length > 0}
                    isPartly={selection.selected.length > 0 && !isWholePage}
                    onToggle={selection.toggleAll}
                  />
                ),
              },
            }
          : {})}
        rows={rows.map((row) => ({
          ...row,
          ...(props.canTag
            ? {
                check: (
                  <RowCheck
                    label={t("bulk.mark")}
                    isSelected={selection.isSelected(row.key)}
                    onToggle={(withShift) => selection.toggle(row.key, withShift)}
                  />
                ),
              }
            : {}),
        }))}
      />
      <BulkBar
        count={count}
        onClear={() => {
          setAll(false);
          selection.clear();
        }}
      >
        {props.canManage && isWholePage && total > rows.length && !isAll ? (
          <Button size="sm" variant="ghost" onPress={() => setAll(true)}>
            {t("bulk.all", { total })}
          </Button>
        ) : null}
        {props.canManage ? (
          <PickMenu
            label={t("bulk.move")}
            options={props.touchpoints}
            isPending={isPending}
            onPick={({ value, label }) =>
              move.run({ ...chosen, touchpoint: value }, t("bulk.moved", { count, name: label }))
            }
          />
        ) : null}
        <TagMenu
          label={t("bulk.tag")}
          tags={props.tags}
          isPending={isPending}
          onPick={(name) => tag.run({ ...chosen, mode: "add", tag: name }, t("bulk.tagged", { count, name }))}
        />
        {props.tags.length > 0 ? (
          <PickMenu
            label={t("bulk.untag")}
            options={props.tags.map((name) => ({ value: name, label: name }))}
            isPending={isPending}
            onPick={({ value: name }) =>
              tag.run({ ...chosen, mode: "remove", tag: name }, t("bulk.untagged", { name }))
            }
          />
        ) : null}
      </BulkBar>
    </>
  );
}
