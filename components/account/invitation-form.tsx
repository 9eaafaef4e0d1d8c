"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { acceptInvitationAction } from "@/lib/accounts/actions";
import { beginSession } from "./begin-session";

/** Joining: somebody new chooses name and password; somebody who is signed in already only agrees. */
export function InvitationForm({ token, isSignedIn }: { token: string; isSignedIn: boolean }) {
  const t = useTranslations("auth.invitation");
  const hint = useTranslations("auth.setUp");
  const [password, setPassword] = useState("");
  return (
    <ActionForm
      action={acceptInvitationAction}
      hidden={{ token }}
      onSuccess={(data) => {
        const { slug, email } = data as { slug: string; email: string };
        if (isSignedIn) window.location.assign(`/w/${slug}`);
        else void beginSession(signIn, { email, password }, `/w/${slug}`);
      }}
    >
      {isSignedIn ? null : (
        <>
          <TextField name="name" label={t("name")} autoComplete="name" isRequired autoFocus />
          <TextField
            name="password"
            type="password"
            label={t("password")}
            description={hint("passwordHint")}
            autoComplete="new-password"
            onChange={setPassword}
            isRequired
          />
        </>
      )}
      <SubmitButton fullWidth>{t("submit")}</SubmitButton>
    </ActionForm>
  );
}
