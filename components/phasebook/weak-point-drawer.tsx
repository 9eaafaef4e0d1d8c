"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import { removeWeakPointAction, saveWeakPointAction, undoWeakPointsAction } from "@/lib/phasebook/actions";
import type { WeakPointRow } from "@/lib/phasebook/queries/list-weak-points";
import type { DrawerProps } from "./mindset-drawer";
import { RemoveForm } from "./remove-form";

type WeakPointDrawerProps = DrawerProps & {
  /** Null: a new one. */
  weakPoint: WeakPointRow | null;
  touchpoints: Option[];
};

/** A weak point: what goes wrong, where, and what would show it. */
export function WeakPointDrawer({ weakPoint, touchpoints, ...props }: WeakPointDrawerProps) {
  const t = useTranslations("phasebook");
  const router = useRouter();
  const close = () => router.push(props.closeHref, { scroll: false });
  return (
    <SideDrawer title={weakPoint ? t("weakPoints.edit") : t("weakPoints.new")} closeHref={props.closeHref}>
      <ActionForm
        action={saveWeakPointAction}
        undo={undoWeakPointsAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={{
          phase: props.phase,
          ...(weakPoint ? { id: weakPoint.id, version: String(weakPoint.version) } : {}),
        }}
        onSuccess={close}
      >
        <TranslatedTextFields
          name="text"
          label={t("weakPoints.text")}
          languages={props.languages}
          defaultValues={weakPoint?.texts.text ?? {}}
          maxLength={500}
          isRequired
        />
        <TranslatedTextFields
          name="evidence"
          label={t("weakPoints.evidence")}
          languages={props.languages}
          defaultValues={weakPoint?.texts.evidence ?? {}}
          maxLength={1_000}
        />
        <SelectField
          name="touchpoint"
          label={t("weakPoints.touchpoint")}
          options={[{ value: "", label: t("weakPoints.noTouchpoint") }, ...touchpoints]}
          defaultValue={weakPoint?.touchpoint?.key ?? ""}
        />
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {weakPoint ? (
        <RemoveForm
          action={removeWeakPointAction}
          undo={undoWeakPointsAction}
          id={weakPoint.id}
          workspace={props.workspace}
          label={t("weakPoints.remove")}
          done={t("weakPoints.removed")}
          onDone={close}
        />
      ) : null}
    </SideDrawer>
  );
}
