"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { startFromTelecomsAction } from "@/lib/touchpoints/actions";

/** Begins with the touchpoints of a telecoms and retail company. */
export function StartButton({ workspace }: { workspace: string }) {
  const t = useTranslations("touchpoints");
  return (
    <ActionForm
      action={startFromTelecomsAction}
      workspace={workspace}
      success={t("started")}
      className="contents"
    >
      <SubmitButton variant="outline">{t("start")}</SubmitButton>
    </ActionForm>
  );
}
