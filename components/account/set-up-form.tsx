"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { setUpAction } from "@/lib/accounts/actions";
import { beginSession } from "./begin-session";

type SetUpFormProps = { timeZones: string[]; currencies: string[]; timeZone: string; currency: string };

export function SetUpForm({ timeZones, currencies, timeZone, currency }: SetUpFormProps) {
  const t = useTranslations("auth.setUp");
  const [password, setPassword] = useState("");
  const options = (values: string[]) => values.map((value) => ({ value, label: value.replaceAll("_", " ") }));
  return (
    <ActionForm
      action={setUpAction}
      onSuccess={(data) => {
        const { slug, email } = data as { slug: string; email: string };
        void beginSession(signIn, { email, password }, `/w/${slug}/start`);
      }}
    >
      <TextField
        name="workspaceName"
        label={t("workspaceName")}
        autoComplete="organization"
        isRequired
        autoFocus
      />
      <TextField
        name="workspaceSlug"
        label={t("workspaceSlug")}
        description={t("workspaceSlugHint")}
        isRequired
      />
      <SelectField
        name="timeZone"
        label={t("timeZone")}
        description={t("timeZoneHint")}
        options={options(timeZones)}
        defaultValue={timeZone}
      />
      <SelectField
        name="currency"
        label={t("currency")}
        options={options(currencies)}
        defaultValue={currency}
      />
      <TextField name="name" label={t("name")} autoComplete="name" isRequired />
      <TextField name="email" type="email" label={t("email")} autoComplete="username" isRequired />
      <TextField
        name="password"
        type="password"
        label={t("password")}
        description={t("passwordHint")}
        autoComplete="new-password"
        onChange={setPassword}
        isRequired
      />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </ActionForm>
  );
}
