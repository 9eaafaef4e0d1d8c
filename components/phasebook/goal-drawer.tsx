"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import { removeGoalAction, saveGoalAction, undoGoalsAction } from "@/lib/phasebook/actions";
import type { GoalRow } from "@/lib/phasebook/queries/list-goals";
import { kpiKinds, touchpointKinds, typed, unitOf } from "@/lib/phasebook/rules/kpi";
import type { DrawerProps } from "./mindset-drawer";
import { RemoveForm } from "./remove-form";

type GoalDrawerProps = DrawerProps & {
  /** Null: a new one. */
  goal: GoalRow | null;
  touchpoints: Option[];
  today: string;
};

/** A goal: what is wanted, what it is measured by, and how far by when. */
export function GoalDrawer({ goal, touchpoints, today, ...props }: GoalDrawerProps) {
  const t = useTranslations("phasebook");
  const router = useRouter();
  const [kind, setKind] = useState<string>(goal?.kpi?.kind ?? "");
  const close = () => router.push(props.closeHref, { scroll: false });
  const unit = unitOf(goal?.kpi ?? null);
  const isKeptElsewhere = kind === "elsewhere";
  const inPercent = isKeptElsewhere
    ? goal?.kpi?.kind === "elsewhere" && unit === "percent"
    : unitOf(kpiNamed(kind)) === "percent";
  const [target, figure] = [typed(goal?.target ?? null, unit), typed(goal?.figure?.value ?? null, unit)];
  return (
    <SideDrawer title={goal ? t("goals.edit") : t("goals.new")} closeHref={props.closeHref}>
      <ActionForm
        action={saveGoalAction}
        undo={undoGoalsAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={{
          phase: props.phase,
          ...(goal ? { id: goal.id, version: String(goal.version) } : {}),
        }}
        onSuccess={close}
      >
        <TranslatedTextFields
          name="text"
          label={t("goals.text")}
          languages={props.languages}
          defaultValues={goal?.texts.text ?? {}}
          maxLength={500}
          isRequired
        />
        <SelectField
          name="kpi"
          label={t("goals.kpi")}
          options={[
            { value: "", label: t("goals.noKpi") },
            ...kpiKinds.map((value) => ({ value, label: t(`kpis.${value}`) })),
            { value: "elsewhere", label: t("kpis.elsewhere") },
          ]}
          defaultValue={kind}
          onChange={setKind}
        />
        {touchpointKinds.some((one) => one === kind) ? (
          <SelectField
            name="touchpoint"
            label={t("goals.touchpoint")}
            options={[{ value: "", label: t("goals.allOfPhase") }, ...touchpoints]}
            defaultValue={(goal?.kpi && "at" in goal.kpi ? goal.kpi.at : null) ?? ""}
          />
        ) : null}
        <TranslatedTextFields
          name="kpiWords"
          label={t("goals.kpiWords")}
          languages={props.languages}
          defaultValues={goal?.texts.kpiWords ?? {}}
          maxLength={300}
          rows={1}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            name="target"
            label={inPercent ? t("goals.targetPercent") : t("goals.targetField")}
            step={0.01}
            {...(target === null ? {} : { defaultValue: target })}
          />
          <DateField
            name="targetOn"
            label={t("goals.targetOn")}
            {...(goal?.targetOn ? { defaultValue: goal.targetOn } : {})}
          />
        </div>
        {isKeptElsewhere ? (
          <fieldset className="grid gap-4 border-t border-separator pt-4 sm:grid-cols-2">
            <legend className="sr-only">{t("goals.figure")}</legend>
            <NumberField
              name="figure"
              label={inPercent ? t("goals.figurePercent") : t("goals.figure")}
              step={0.01}
              {...(figure === null ? {} : { defaultValue: figure })}
            />
            <DateField
              name="figureOn"
              label={t("goals.figureOn")}
              maxValue={today}
              {...(goal?.figure ? { defaultValue: goal.figure.on } : {})}
            />
            <div className="sm:col-span-2">
              <TextField
                name="figureSource"
                label={t("goals.figureSource")}
                description={t("goals.figureHint")}
                maxLength={200}
                defaultValue={goal?.figure?.source}
              />
            </div>
          </fieldset>
        ) : null}
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {goal ? (
        <RemoveForm
          action={removeGoalAction}
          undo={undoGoalsAction}
          id={goal.id}
          workspace={props.workspace}
          label={t("goals.remove")}
          done={t("goals.removed")}
          onDone={close}
        />
      ) : null}
    </SideDrawer>
  );
}

const kpiNamed = (kind: string) => {
  const known = kpiKinds.find((one) => one === kind);
  return known ? ({ kind: known, at: null, from: "", phase: "" } as Parameters<typeof unitOf>[0]) : null;
};
