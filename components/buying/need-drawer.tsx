"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { DrawerProps } from "@/components/phasebook/mindset-drawer";
import { RemoveForm } from "@/components/phasebook/remove-form";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import {
  retireInformationNeedAction,
  saveInformationNeedAction,
  undoInformationNeedsAction,
} from "@/lib/buying/actions";
import type { NeedRow } from "@/lib/buying/queries/load-buying";

type NeedDrawerProps = DrawerProps & {
  /** Null: a new one. */
  need: NeedRow | null;
  phases: Option[];
};

/** What a customer wants to know, in their words, and when. */
export function NeedDrawer({ need, phases, ...props }: NeedDrawerProps) {
  const t = useTranslations("buying");
  const router = useRouter();
  const close = () => router.push(props.closeHref, { scroll: false });
  return (
    <SideDrawer title={need ? t("needs.edit") : t("needs.new")} closeHref={props.closeHref}>
      <ActionForm
        action={saveInformationNeedAction}
        undo={undoInformationNeedsAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={need ? { id: need.id, version: String(need.version) } : {}}
        onSuccess={close}
      >
        <TranslatedTextFields
          name="text"
          label={t("needs.label")}
          languages={props.languages}
          defaultValues={need?.texts ?? {}}
          maxLength={500}
          isRequired
        />
        <SelectField
          name="phase"
          label={t("needs.phase")}
          options={phases}
          defaultValue={props.phase}
          isRequired
        />
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {need ? (
        <RemoveForm
          action={retireInformationNeedAction}
          undo={undoInformationNeedsAction}
          id={need.id}
          workspace={props.workspace}
          label={t("needs.retire")}
          done={t("needs.retired")}
          onDone={close}
        />
      ) : null}
    </SideDrawer>
  );
}
