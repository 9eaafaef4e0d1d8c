"use client";

import { useTranslations } from "next-intl";
import { use } from "react";
import { ButtonLink } from "./button-link";
import { FormStateContext } from "./form-state";
import { SubmitButton } from "./submit-button";

/**
 * Two people edited the same thing, and this one came second. What was typed is still in the form; they save it over
 * the other's (sent as `anyway`), or look at what is there now.
 */
export function ConflictChoice({ reloadHref }: { reloadHref: string }) {
  const t = useTranslations("ui.conflict");
  const { result } = use(FormStateContext);
  if (!result || result.ok || result.code !== "conflict") return null;
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton variant="outline" name="anyway" value="yes">
        {t("mine")}
      </SubmitButton>
      <ButtonLink href={reloadHref} variant="ghost">
        {t("theirs")}
      </ButtonLink>
    </div>
  );
}
