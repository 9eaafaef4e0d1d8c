"use client";

import { useTranslations } from "next-intl";
import { FilterMenu } from "@/components/ui/filter-menu";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { scales } from "@/lib/feedback/rules/codes";
import type { RuleNames } from "@/lib/segments/queries/load-names";
import type { DraftCondition, ListField, TextField as NarrowingText } from "./draft-rule";

export type PartProps = { draft: DraftCondition; onChange: (draft: DraftCondition) => void };

/** Some of what has a name. */
export function Names({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: RuleNames[ListField];
  value: string[];
  onChange: (value: string[]) => void;
}) {
  return (
    <div className="flex min-h-10 max-w-full items-center md:min-h-9">
      <FilterMenu filter={{ name: label, label, kind: "multi", options, value }} onChange={onChange} />
    </div>
  );
}

/** Which facts are meant: since when, at what score, in which direction. */
export function Narrowing({ field, draft, onChange }: PartProps & { field: NarrowingText }) {
  const t = useTranslations("segments");
  const set = (value: string) =>
    onChange({ ...draft, texts: { ...draft.texts, [field]: value === "any" ? "" : value } });
  const props = { name: `condition-${draft.id}-${field}`, label: t(`editor.${field}`), onChange: set };
  const value = draft.texts[field] ?? "";
  const any = { value: "any", label: t(field === "scale" ? "editor.usual" : "editor.any") };
  const choices = choicesOf(field, t);
  if (choices)
    return (
      <div className="w-40 max-sm:w-full">
        <SelectField
          {...props}
          defaultValue={value || (field === "which" ? "active" : "any")}
          options={field === "metric" || field === "which" ? choices : [any, ...choices]}
        />
      </div>
    );
  return (
    <div className="w-36 max-sm:w-full">
      <TextField
        {...props}
        defaultValue={value}
        {...(field === "since" ? { placeholder: "2026-01-31" } : { inputMode: "numeric" as const })}
      />
    </div>
  );
}

function choicesOf(field: NarrowingText, t: Translator) {
  const of = <K extends string>(keys: readonly K[], label: (key: K) => string) =>
    keys.map((value) => ({ value, label: label(value) }));
  switch (field) {
    case "which":
      return of(["active", "ended", "all"], (key) => t(`which.${key}`));
    case "direction":
      return of(["in", "out"], (key) => t(`directions.${key}`));
    case "metric":
      return of(["nps", "csat", "ces", "rating"], (key) => t(`metrics.${key}`));
    case "dimension":
      return of(
        ["experience", "expectation", "importance", "promise", "comparison", "mood", "image"],
        (key) => t(`dimensions.${key}`),
      );
    case "occasion":
      return of(["relationship", "contact"], (key) => t(`occasions.${key}`));
    case "scale":
      return of(scales.names, (key) => key);
    default:
      return null;
  }
}

type Translator = ReturnType<typeof useTranslations<"segments">>;
