"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import type { Locale } from "@/lib/language/locale";
import { saveMindsetAction, undoMindsetAction } from "@/lib/phasebook/actions";
import type { MindsetRow } from "@/lib/phasebook/queries/read-mindset";
import { questions } from "@/lib/phasebook/rules/catalogue";

export type DrawerProps = {
  workspace: string;
  phase: string;
  languages: Locale[];
  closeHref: string;
  /** What is there now, for the second of two editors. */
  reloadHref: string;
};

export function MindsetDrawer({ mindset, ...props }: DrawerProps & { mindset: MindsetRow }) {
  const t = useTranslations("phasebook");
  const router = useRouter();
  return (
    <SideDrawer title={t("mindset.title")} closeHref={props.closeHref}>
      <ActionForm
        action={saveMindsetAction}
        undo={undoMindsetAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={{ phase: props.phase, version: String(mindset.version) }}
        onSuccess={() => router.push(props.closeHref, { scroll: false })}
      >
        {questions.map((question) => (
          <TranslatedTextFields
            key={question}
            name={question}
            label={t(`mindset.questions.${question}`)}
            languages={props.languages}
            defaultValues={mindset.texts[question]}
            maxLength={2_000}
            rows={3}
          />
        ))}
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </SideDrawer>
  );
}
