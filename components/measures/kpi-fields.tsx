"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DateField } from "@/components/ui/date-field";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { MeasureFields } from "./prepare-form";

/** What shows whether it works: figure, slice, start, target, and customers that are not touched. */
export function KpiFields({ fields }: { fields: MeasureFields }) {
  const t = useTranslations("measures");
  const { values, options } = fields;
  const [measure, setMeasure] = useState<string>(values.measure);
  const [unit, setUnit] = useState<string>(values.unit);
  const isElsewhere = measure === "elsewhere";
  const isPromise = measure === "promise";
  const isShare = measure === "csat" || isPromise || (isElsewhere && unit === "percent");
  const format = isShare
    ? ({ style: "percent", maximumFractionDigits: 1 } as const)
    : ({ maximumFractionDigits: 2 } as const);
  const select = (
    name: "kpiTouchpoint" | "kpiSegment" | "kpiChannel" | "kpiProductGroup",
    list: Option[],
  ) => (
    <SelectField
      name={name}
      label={t(`fields.${name}`)}
      options={[{ value: "", label: t("all") }, ...list]}
      defaultValue={values[name]}
    />
  );
  return (
    <>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-semibold">{t("form.figure")}</legend>
        {fields.gapSentence ? <p className="text-muted">{fields.gapSentence}</p> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="measure"
            label={t("figure")}
            options={[{ value: "", label: t("noFigure") }, ...options.measure]}
            defaultValue={measure}
            onChange={setMeasure}
          />
          {isElsewhere ? (
            <SelectField
              name="unit"
              label={t("fields.unit")}
              options={options.unit}
              defaultValue={unit}
              onChange={setUnit}
            />
          ) : null}
        </div>
        {isElsewhere ? (
          <TextField
            name="kpiWords"
            label={t("fields.kpiWords")}
            description={t("form.kpiWordsHelp")}
            defaultValue={values.kpiWords}
            maxLength={300}
          />
        ) : null}
        {measure !== "" && !isElsewhere ? (
          <div className="grid gap-4 sm:grid-cols-2">
            {select("kpiTouchpoint", options.kpiTouchpoint)}
            {select("kpiSegment", options.kpiSegment)}
            {isPromise ? null : select("kpiChannel", options.kpiChannel)}
            {isPromise ? null : select("kpiProductGroup", options.kpiProductGroup)}
          </div>
        ) : null}
        {measure === "" ? null : (
          <div key={String(isShare)} className="grid gap-4 sm:grid-cols-2">
            <NumberField
              name="startValue"
              label={t("fields.startValue")}
              formatOptions={format}
              defaultValue={values.startValue}
            />
            <NumberField
              name="target"
              label={t("fields.target")}
              formatOptions={format}
              defaultValue={values.target}
            />
          </div>
        )}
      </fieldset>
      {measure !== "" && !isElsewhere && !isPromise ? (
        <details open={values.touched !== ""} className="group">
          <summary className="cursor-pointer font-semibold">{t("form.comparison")}</summary>
          <p className="mt-1 mb-3 max-w-[68ch] text-muted">{t("form.comparisonHelp")}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            {(["touched", "others"] as const).map((name) => (
              <SelectField
                key={name}
                name={name}
                label={t(`fields.${name}`)}
                options={[{ value: "", label: t("none") }, ...options.kpiSegment]}
                defaultValue={values[name]}
              />
            ))}
            {(["beforeFrom", "beforeTo", "afterFrom", "afterTo"] as const).map((name) => (
              <DateField key={name} name={name} label={t(`fields.${name}`)} defaultValue={values[name]} />
            ))}
          </div>
        </details>
      ) : null}
    </>
  );
}
