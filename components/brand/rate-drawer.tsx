"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { rateBrandAction, undoRatingsAction } from "@/lib/brand/actions";
import { allValues, type Rater, raters } from "@/lib/brand/schema";

type RateDrawerProps = {
  touchpoints: { key: string; name: string }[];
  values: { key: string; name: string }[];
  touchpoint: string | undefined;
  today: string;
  workspace: string;
  closeHref: string;
};

/** A mystery visit, or what customers said: points from 1 to 5 for each value of the brand. */
export function RateDrawer({
  touchpoints,
  values,
  touchpoint,
  today,
  workspace,
  closeHref,
}: RateDrawerProps) {
  const t = useTranslations("brand");
  const router = useRouter();
  const [by, setBy] = useState<Rater>("mystery");
  return (
    <SideDrawer title={t("rate")} closeHref={closeHref}>
      <ActionForm
        action={rateBrandAction}
        undo={undoRatingsAction}
        success={t("rated")}
        workspace={workspace}
        onSuccess={() => router.push(closeHref, { scroll: false })}
      >
        <SelectField
          name="touchpoint"
          label={t("touchpoint")}
          options={touchpoints.map(({ key, name }) => ({ value: key, label: name }))}
          isRequired
          {...(touchpoint ? { defaultValue: touchpoint } : {})}
        />
        <SelectField
          name="by"
          label={t("by")}
          options={raters.map((value) => ({ value, label: t(`raters.${value}`) }))}
          defaultValue={by}
          onChange={(value) => setBy(value as Rater)}
          isRequired
        />
        <DateField name="on" label={t("on")} defaultValue={today} maxValue={today} isRequired />
        {by === "customers" ? <NumberField name="n" label={t("n")} minValue={1} isRequired /> : null}
        <fieldset className="grid items-end gap-3 sm:grid-cols-2">
          <legend className="pb-3 text-pretty text-muted">{t("scale")}</legend>
          {[...values, { key: allValues, name: t("all") }].map(({ key, name }) => (
            <NumberField key={key} name={`scores.${key}`} label={name} minValue={1} maxValue={5} />
          ))}
        </fieldset>
        <TextAreaField name="note" label={t("note")} maxLength={2_000} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </SideDrawer>
  );
}
