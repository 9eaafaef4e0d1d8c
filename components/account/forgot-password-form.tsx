"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { forgotPasswordAction } from "@/lib/accounts/actions";

export function ForgotPasswordForm() {
  const t = useTranslations("auth.forgot");
  const [answer, setAnswer] = useState<string | null>(null);
  if (answer) return <p role="status">{answer}</p>;
  return (
    <ActionForm
      action={forgotPasswordAction}
      onSuccess={(data) => setAnswer((data as { sent: boolean }).sent ? t("sent") : t("noMail"))}
    >
      <TextField name="email" type="email" label={t("email")} autoComplete="username" isRequired autoFocus />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </ActionForm>
  );
}
