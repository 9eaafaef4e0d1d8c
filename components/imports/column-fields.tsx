"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { ColumnFacts } from "@/lib/imports/rules/describe-columns";
import { type ColumnChoice, fieldName, isDate, unset } from "@/lib/imports/rules/draft-form";
import type { ImportKind } from "@/lib/imports/schema/fields";
import { SCALES, type Scale } from "@/lib/metrics/scales";
import { typeInWords } from "./prepare-draft";

type ColumnFieldsProps = {
  kind: ImportKind;
  column: ColumnFacts;
  choice: ColumnChoice;
  fields: Option[];
  /** Names of touchpoints. */
  touchpoints: readonly string[];
};

const metrics = ["nps", "csat", "ces", "rating"] as const;
const dimensions = [
  "experience",
  "expectation",
  "importance",
  "promise",
  "comparison",
  "mood",
  "image",
] as const;
const types = ["text", "number", "boolean", "date"] as const;

/** One column of the file and what becomes of it; what matters only now and then is folded away. */
export function ColumnFields({ kind, column, choice, fields, touchpoints }: ColumnFieldsProps) {
  const t = useTranslations("importWizard");
  const [target, setTarget] = useState(choice.target || unset);
  const { index, name } = column;
  const scaleNames = useTranslations("overview.scales");
  const label = (part: keyof ColumnChoice) => t(`shortLabels.${part}`);
  const text = (part: keyof ColumnChoice, hint?: string) => (
    <TextField
      name={fieldName(index, part)}
      label={label(part)}
      description={hint}
      defaultValue={choice[part]}
    />
  );
  const select = (part: keyof ColumnChoice, options: Option[]) => (
    <SelectField
      name={fieldName(index, part)}
      label={label(part)}
      defaultValue={choice[part] || options[0]?.value}
      options={options}
    />
  );
  const isUsed = target !== unset;
  const hasDetails = ["missing", "values", "pattern", "also"].some(
    (part) => choice[part as "missing"] !== "",
  );
  return (
    <li className="grid gap-x-6 gap-y-3 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <div className="min-w-0">
        <p className="font-medium break-words">{name}</p>
        {column.also ? <p className="text-xs text-muted">{column.also}</p> : null}
        <p className="mt-0.5 text-xs text-muted">{typeInWords(column, t)}</p>
        <p className="mt-1 truncate text-muted">{column.samples.join(" · ") || t("emptyColumn")}</p>
      </div>
      {/* The column's name stands beside its fields; who hears them is told it with the group. */}
      <fieldset className="grid gap-3 sm:grid-cols-2">
        <legend className="sr-only">{name}</legend>
        <SelectField
          name={fieldName(index, "target")}
          label={label("target")}
          defaultValue={target}
          onChange={setTarget}
          options={[
            { value: unset, label: t("leaveOut") },
            ...(kind === "feedback" ? [{ value: "answer", label: t("answer") }] : []),
            ...fields,
            ...(kind === "customers" ? [{ value: "attribute", label: t("attribute") }] : []),
          ]}
        />
        {target === "answer" ? (
          <>
            {select(
              "metric",
              metrics.map((value) => ({ value, label: t(`metrics.${value}`) })),
            )}
            {select("scale", [
              { value: unset, label: t("asRecognised") },
              ...(Object.keys(SCALES) as Scale[]).map((value) => ({ value, label: scaleNames(value) })),
            ])}
            <TextField
              name={fieldName(index, "touchpoint")}
              label={label("touchpoint")}
              description={t("touchpointHint")}
              suggestions={touchpoints}
              defaultValue={choice.touchpoint}
            />
            {select(
              "dimension",
              dimensions.map((value) => ({ value, label: t(`dimensions.${value}`) })),
            )}
            {text("notApplicable", t("missingHint"))}
          </>
        ) : null}
        {target === "attribute" ? (
          <>
            {text("attribute")}
            {select("type", [
              { value: unset, label: t("asRecognised") },
              ...types.map((value) => ({ value, label: t(`attributeTypes.${value}`) })),
            ])}
          </>
        ) : null}
        {isDate(kind, target) ? text("dateFormat", t("dateFormatHint")) : null}
        {isUsed ? (
          <details className="sm:col-span-2" open={hasDetails}>
            <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-foreground">
              {t("more")}
              <span className="sr-only">: {name}</span>
            </summary>
            <div className="mt-3 grid gap-3 sm:grid-cols-2">
              {select("also", [{ value: unset, label: t("nothingElse") }, ...fields])}
              {text("missing", t("missingHint"))}
              {text("values", t("valuesHint"))}
              {text("pattern", t("patternHint"))}
            </div>
          </details>
        ) : null}
      </fieldset>
    </li>
  );
}
