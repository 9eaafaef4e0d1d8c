"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  restoreMeasureAction,
  retireMeasureAction,
  setMeasureStateAction,
  undoMeasureAction,
} from "@/lib/measures/actions";
import { statesAfter } from "@/lib/measures/rules/say-measure";
import type { MeasureState } from "@/lib/measures/schema";

type MeasureActionsProps = {
  workspace: string;
  id: string;
  name: string;
  state: MeasureState;
  isRetired: boolean;
};

/** What can become of a measure now; every step can be taken back. */
export function MeasureActions({ workspace, id, name, state, isRetired }: MeasureActionsProps) {
  const t = useTranslations("measures");
  if (isRetired)
    return (
      <ActionForm
        action={restoreMeasureAction}
        undo={undoMeasureAction}
        workspace={workspace}
        hidden={{ id }}
        success={t("wasRestored", { name })}
        className="contents"
      >
        <SubmitButton variant="outline">{t("restore")}</SubmitButton>
      </ActionForm>
    );
  return (
    <>
      <ActionForm
        action={retireMeasureAction}
        undo={undoMeasureAction}
        workspace={workspace}
        hidden={{ id }}
        success={t("wasRetired", { name })}
        className="contents"
      >
        <SubmitButton variant="ghost">{t("retire")}</SubmitButton>
      </ActionForm>
      {statesAfter(state)
        .filter((next) => next !== "proposed")
        .map((next) => (
          <ActionForm
            key={next}
            action={setMeasureStateAction}
            undo={undoMeasureAction}
            workspace={workspace}
            hidden={{ id, state: next }}
            success={t(`became.${next}`, { name })}
            className="contents"
          >
            <SubmitButton variant="outline">
              {t(next === "running" && state !== "proposed" ? "resume" : `become.${next}`)}
            </SubmitButton>
          </ActionForm>
        ))}
    </>
  );
}
