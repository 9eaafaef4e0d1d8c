"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type NeedAbout, needKinds, needLimits } from "@/lib/needs/schema";
import { needActions } from "./need-actions";

/** One line: what kind, what it is, Enter. */
export function NeedForm({ about, of, workspace }: { about: NeedAbout; of: string; workspace: string }) {
  const t = useTranslations("needs");
  const { note, undo } = needActions(about);
  return (
    <ActionForm
      action={note}
      undo={undo}
      success={t("noted")}
      workspace={workspace}
      hidden={{ about, of }}
      resetOnSuccess
      className="mt-3 grid max-w-[72ch] items-start gap-2 sm:grid-cols-[9rem_minmax(0,1fr)_auto] print:hidden"
    >
      <SelectField
        name="kind"
        label={t("kind")}
        hideLabel
        options={needKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        defaultValue="need"
      />
      <TextField
        name="text"
        label={t("text")}
        hideLabel
        placeholder={t("placeholder")}
        autoComplete="off"
        maxLength={needLimits.text}
      />
      <div>
        <SubmitButton variant="outline">{t("add")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
