"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxField } from "@/components/ui/checkbox-field";
import type { FormAction } from "@/components/ui/form-state";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  pickEntriesAction,
  undoGoalsAction,
  undoMindsetAction,
  undoWeakPointsAction,
} from "@/lib/phasebook/actions";
import type { PickKind } from "@/lib/phasebook/rules/catalogue";

export type PickChoice = {
  key: string;
  text: string;
  detail: string;
  /** Stands on the page already, word for word. */
  isThere: boolean;
};

type PickDrawerProps = {
  kind: PickKind;
  /** Under the name of a phase where the catalogue's phases are not those of this page. */
  groups: { name: string | null; choices: PickChoice[] }[];
  phase: string;
  workspace: string;
  closeHref: string;
};

const undos: Record<PickKind, FormAction> = {
  mindset: undoMindsetAction,
  goals: undoGoalsAction,
  weakPoints: undoWeakPointsAction,
};

/** What is often written on such a page, to take over: a copy, to be reworded afterwards. */
export function PickDrawer({ kind, groups, phase, workspace, closeHref }: PickDrawerProps) {
  const t = useTranslations("phasebook.pick");
  const router = useRouter();
  const isOne = kind === "mindset";
  return (
    <SideDrawer title={t(`title.${kind}`)} closeHref={closeHref}>
      <p className="mb-4 text-muted">{t("lead")}</p>
      <ActionForm
        action={pickEntriesAction}
        undo={undos[kind]}
        success={t("done")}
        workspace={workspace}
        hidden={{ phase, kind }}
        onSuccess={() => router.push(closeHref, { scroll: false })}
      >
        {groups.map(({ name, choices }) => (
          <fieldset key={name ?? ""} className="flex flex-col gap-3">
            <legend className={name ? "eyebrow mb-2" : "sr-only"}>{name ?? t(`title.${kind}`)}</legend>
            {choices.map((choice) =>
              choice.isThere ? (
                <p key={choice.key} className="flex gap-3 text-muted">
                  <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                  <span>
                    {choice.text}
                    <span className="block text-xs">{t("there")}</span>
                  </span>
                </p>
              ) : (
                <CheckboxField
                  key={choice.key}
                  name="keys[]"
                  value={choice.key}
                  label={choice.text}
                  description={choice.detail}
                  defaultSelected={isOne && choices.length === 1 && groups.length === 1}
                />
              ),
            )}
          </fieldset>
        ))}
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </SideDrawer>
  );
}
