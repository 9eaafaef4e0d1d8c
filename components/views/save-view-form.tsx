"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { saveSharedViewAction, saveViewAction } from "@/lib/views/actions";

type SaveViewFormProps = {
  workspace: string;
  page: string;
  query: string;
  canShare: boolean;
  onSaved: () => void;
};

/** What the page shows now, under a name. */
export function SaveViewForm({ workspace, page, query, canShare, onSaved }: SaveViewFormProps) {
  const t = useTranslations("views");
  const [forAll, setForAll] = useState(false);
  return (
    <ActionForm
      action={forAll ? saveSharedViewAction : saveViewAction}
      workspace={workspace}
      hidden={{ page, query }}
      success={t("saved")}
      onSuccess={onSaved}
      className="flex flex-col gap-3"
    >
      <TextField name="name" label={t("saveThis")} placeholder={t("name")} maxLength={120} isRequired />
      {canShare ? (
        <CheckboxField name="forAll" label={t("forAll")} defaultSelected={forAll} onChange={setForAll} />
      ) : null}
      <div>
        <SubmitButton>{t("save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
