"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { beginSession } from "./begin-session";

/** next-auth checks the password; what it refuses comes back as a form is refused everywhere else. */
export function SignInForm({ next, email }: { next: string; email?: string }) {
  const t = useTranslations("auth.signIn");
  const errors = useTranslations("errors.codes");

  async function submit(_before: unknown, form: FormData) {
    const values = { email: String(form.get("email") ?? ""), password: String(form.get("password") ?? "") };
    const failure = await beginSession(signIn, values, next);
    if (!failure) return { ok: true as const, data: null };
    const message =
      failure === "throttled"
        ? errors("throttled", { minutes: 15 })
        : failure === "refused"
          ? t("failed")
          : errors("unavailable");
    return {
      ok: false as const,
      code: "invalid" as const,
      message,
      fields: {},
      values: { email: values.email },
    };
  }

  return (
    <ActionForm action={submit}>
      <TextField
        name="email"
        type="email"
        label={t("email")}
        autoComplete="username"
        defaultValue={email}
        autoFocus={!email}
        isRequired
      />
      <TextField
        name="password"
        type="password"
        label={t("password")}
        autoComplete="current-password"
        autoFocus={Boolean(email)}
        isRequired
      />
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </ActionForm>
  );
}
