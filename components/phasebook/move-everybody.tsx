"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { moveEverybodyAction, undoMoveEverybodyAction } from "@/lib/lifecycle/actions";

type Column = { key: string; name: string; count: number; total: string };
type MoveEverybodyProps = { workspace: string; column: Column; phases: readonly Column[] };

/** Empties a phase into another one, so that it can be retired. */
export function MoveEverybody({ workspace, column, phases }: MoveEverybodyProps) {
  const t = useTranslations("phasebook.board.all");
  return (
    <ConfirmDialog
      trigger={
        <>
          {t("open")}
          <span className="sr-only">: {column.name}</span>
        </>
      }
      triggerVariant="ghost"
      title={t("title", { phase: column.name })}
      text={t("text", { n: column.count, shown: column.total })}
      confirm={t("save")}
      action={moveEverybodyAction}
      undo={undoMoveEverybodyAction}
      workspace={workspace}
      hidden={{ from: column.key }}
      success={t("saved", { phase: column.name })}
    >
      <SelectField
        name="to"
        label={t("to")}
        options={phases.map(({ key, name }) => ({ value: key, label: name }))}
        isRequired
      />
      <TextField name="reason" label={t("reason")} maxLength={500} />
    </ConfirmDialog>
  );
}
