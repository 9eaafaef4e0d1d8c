"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateField } from "@/components/ui/date-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { moveToPhaseAction, removePhaseMoveAction } from "@/lib/lifecycle/actions";

type MoveDialogProps = {
  workspace: string;
  customer: string;
  phases: { value: string; label: string }[];
  today: string;
};

/** Puts a customer into another phase of the lifecycle, today or on an earlier day. */
export function MoveDialog({ workspace, customer, phases, today }: MoveDialogProps) {
  const t = useTranslations("customers.move");
  return (
    <ConfirmDialog
      trigger={t("open")}
      title={t("title")}
      text={t("text")}
      confirm={t("save")}
      action={moveToPhaseAction}
      undo={removePhaseMoveAction}
      workspace={workspace}
      hidden={{ customer }}
      success={t("saved")}
    >
      <SelectField name="phase" label={t("phase")} options={phases} isRequired />
      <DateField name="on" label={t("on")} maxValue={today} />
      <TextField name="reason" label={t("reason")} maxLength={500} />
    </ConfirmDialog>
  );
}
