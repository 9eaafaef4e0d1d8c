"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { resetPasswordAction } from "@/lib/accounts/actions";

export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations("auth.reset");
  const hint = useTranslations("auth.setUp");
  return (
    <ActionForm
      action={resetPasswordAction}
      hidden={{ token }}
      onSuccess={(data) => {
        const { email } = data as { email: string };
        window.location.assign(`/sign-in?done=passwordChanged&email=${encodeURIComponent(email)}`);
      }}
    >
      <TextField
        name="password"
        type="password"
        label={t("password")}
        description={hint("passwordHint")}
        autoComplete="new-password"
        isRequired
        autoFocus
      />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </ActionForm>
  );
}
