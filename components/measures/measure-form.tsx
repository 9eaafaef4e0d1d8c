"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { saveMeasureAction } from "@/lib/measures/actions";
import { EffortFields } from "./effort-fields";
import { KpiFields } from "./kpi-fields";
import type { MeasureFields } from "./prepare-form";

type MeasureFormProps = { workspace: string; fields: MeasureFields; reloadHref: string };

/** A measure, new or changed; what was typed stays when something is refused. */
export function MeasureForm({ workspace, fields, reloadHref }: MeasureFormProps) {
  const t = useTranslations("measures");
  const { values, options, hidden, isNew } = fields;
  const [isMember, setMember] = useState(values.owner !== "" || values.ownerName === "");
  const place = (name: "phase" | "touchpoint" | "segment" | "department", list: Option[]) => (
    <SelectField
      name={name}
      label={t(`fields.${name}`)}
      options={[{ value: "", label: t("none") }, ...list]}
      defaultValue={values[name]}
    />
  );
  return (
    <ActionForm
      action={saveMeasureAction}
      workspace={workspace}
      hidden={hidden}
      className="flex max-w-3xl flex-col gap-8"
    >
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-semibold">{t("form.what")}</legend>
        <TextField
          name="name"
          label={t("fields.name")}
          defaultValue={values.name}
          maxLength={200}
          autoFocus={isNew}
        />
        <TextAreaField
          name="description"
          label={t("fields.description")}
          defaultValue={values.description}
          rows={3}
        />
        <TextField
          name="firstStep"
          label={t("fields.firstStep")}
          defaultValue={values.firstStep}
          maxLength={500}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {place("touchpoint", options.touchpoint)}
          {place("segment", options.segment)}
          {place("phase", options.phase)}
          {place("department", options.department)}
          {isMember ? (
            <SelectField
              name="owner"
              label={t("fields.owner")}
              options={[{ value: "", label: t("none") }, ...options.owner]}
              defaultValue={values.owner}
            />
          ) : (
            <TextField
              name="ownerName"
              label={t("fields.ownerName")}
              defaultValue={values.ownerName}
              maxLength={120}
            />
          )}
        </div>
        <button
          type="button"
          onClick={() => setMember(!isMember)}
          className="self-start text-accent-text underline underline-offset-4"
        >
          {t(isMember ? "form.ownerByName" : "form.ownerByMember")}
        </button>
      </fieldset>
      <KpiFields fields={fields} />
      <fieldset className="grid gap-4 sm:grid-cols-3">
        <legend className="mb-3 font-semibold">{t("dates")}</legend>
        <DateField name="startsOn" label={t("fields.startsOn")} defaultValue={values.startsOn} />
        <DateField name="endsOn" label={t("fields.endsOn")} defaultValue={values.endsOn} />
        <DateField name="targetOn" label={t("fields.targetOn")} defaultValue={values.targetOn} />
      </fieldset>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-semibold">{t("effort")}</legend>
        <div className="max-w-64">
          <NumberField
            name="budget"
            label={t("fields.budget")}
            minValue={0}
            formatOptions={{ style: "currency", currency: fields.currency, maximumFractionDigits: 2 }}
            defaultValue={values.budget}
          />
        </div>
        <EffortFields departments={options.department} efforts={values.efforts} />
      </fieldset>
      <ConflictChoice reloadHref={reloadHref} />
      <div>
        <SubmitButton>{t(isNew ? "form.create" : "form.save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
