"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { RemoveForm } from "@/components/phasebook/remove-form";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import {
  cancelPlannedContactAction,
  settlePlannedContactAction,
  undoPlannedContactsAction,
} from "@/lib/planned-contacts/actions";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";

type SettleFormProps = {
  contact: ContactRow;
  today: string;
  workspace: string;
  closeHref: string;
  reloadHref: string;
};

/** How it ended: done with what came of it, or missed. What is only planned can be called off. */
export function SettleForm({ contact, today, workspace, closeHref, reloadHref }: SettleFormProps) {
  const t = useTranslations("plannedContacts");
  const router = useRouter();
  const close = () => router.push(closeHref, { scroll: false });
  const { id, version, day, doneOn, outcome, state, repeats } = contact;
  return (
    <>
      <ActionForm
        action={settlePlannedContactAction}
        undo={undoPlannedContactsAction}
        success={t("settle.saved")}
        workspace={workspace}
        hidden={{ id, version: String(version), day }}
        onSuccess={close}
        className="mt-6 flex flex-col gap-4 border-t border-separator pt-4"
      >
        <TextAreaField
          name="outcome"
          label={t("fields.outcome")}
          maxLength={1_000}
          rows={3}
          {...(outcome ? { defaultValue: outcome } : {})}
        />
        <DateField
          name="doneOn"
          label={t("fields.doneOn")}
          defaultValue={doneOn ?? (day < today ? day : today)}
          maxValue={today}
        />
        <ConflictChoice reloadHref={reloadHref} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="how" value="done">
            {t("settle.done")}
          </SubmitButton>
          {day <= today ? (
            <SubmitButton name="how" value="missed" variant="outline">
              {t("settle.missed")}
            </SubmitButton>
          ) : null}
        </div>
      </ActionForm>
      {state === "planned" ? (
        <RemoveForm
          action={cancelPlannedContactAction}
          undo={undoPlannedContactsAction}
          id={id}
          workspace={workspace}
          label={repeats === "none" ? t("cancel.one") : t("cancel.series")}
          done={t("cancel.done")}
          onDone={close}
        />
      ) : null}
    </>
  );
}
