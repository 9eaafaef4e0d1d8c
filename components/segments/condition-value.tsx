"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { AttributeChoice, RuleNames } from "@/lib/segments/queries/load-names";
import { Names, type PartProps } from "./condition-narrowing";
import { type AttributeKinds, type DraftCondition, inputKindOf } from "./draft-rule";

export type EditorFacts = {
  names: RuleNames;
  attributes: AttributeChoice[];
  kinds: AttributeKinds;
  currency: string;
};

/** What a fact is compared with, in the form that fits it. */
export function ConditionValue({ draft, facts, onChange }: PartProps & { facts: EditorFacts }) {
  const t = useTranslations("segments");
  const kind = inputKindOf(draft, facts.kinds);
  const name = `condition-${draft.id}-value`;
  const set = (value: string) => onChange({ ...draft, value });
  const setList = (list: string[]) => onChange({ ...draft, list });
  switch (kind) {
    case "none":
      return null;
    case "phases":
    case "segments": {
      const options = kind === "phases" ? facts.names.phase : facts.names.segment;
      const label = t(kind === "phases" ? "editor.phase" : "editor.segment");
      return <Names label={label} options={options} value={draft.list} onChange={setList} />;
    }
    case "words":
      return (
        <div className="w-60 max-sm:w-full">
          <TextField
            key="words"
            name={name}
            label={t("editor.values")}
            defaultValue={draft.list.join(", ")}
            onChange={(text) =>
              setList(
                text
                  .split(",")
                  .map((one) => one.trim())
                  .filter((one) => one !== ""),
              )
            }
          />
        </div>
      );
    case "kind":
    case "flag":
      return (
        <div className="w-36 max-sm:w-full">
          <SelectField
            key={kind}
            name={name}
            label={t("editor.value")}
            {...(draft.value ? { defaultValue: draft.value } : {})}
            options={
              kind === "kind"
                ? (["person", "company"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))
                : [
                    { value: "true", label: t("yes") },
                    { value: "false", label: t("no") },
                  ]
            }
            onChange={set}
          />
        </div>
      );
    default:
      return <Entry kind={kind} draft={draft} facts={facts} set={set} />;
  }
}

const amounts = new Set(["total", "margin", "monthlyRevenue"]);

function Entry({
  kind,
  draft,
  facts,
  set,
}: {
  kind: "text" | "number" | "days" | "date";
  draft: DraftCondition;
  facts: EditorFacts;
  set: (value: string) => void;
}) {
  const t = useTranslations("segments.editor");
  const values =
    kind === "text" && draft.op !== "contains" && draft.op !== "startsWith" && draft.about === "attribute"
      ? (facts.attributes.find(({ key }) => key === draft.key)?.values ?? [])
      : [];
  const name = `condition-${draft.id}-value`;
  if (values.length > 1) {
    const options = draft.value === "" || values.includes(draft.value) ? values : [draft.value, ...values];
    return (
      <div className="w-44 max-sm:w-full">
        <SelectField
          key={`values of ${draft.key}`}
          name={name}
          label={t("value")}
          {...(draft.value ? { defaultValue: draft.value } : {})}
          options={options.map((value) => ({ value, label: value }))}
          onChange={set}
        />
      </div>
    );
  }
  const isMoney = kind === "number" && amounts.has(draft.measure);
  const label = isMoney ? t("amount", { currency: facts.currency }) : t(kind === "days" ? "days" : "value");
  return (
    <div className="w-40 max-sm:w-full">
      <TextField
        key={kind}
        name={name}
        label={label}
        defaultValue={draft.value}
        onChange={set}
        {...(kind === "date" ? { placeholder: "2026-01-31" } : {})}
        {...(kind === "number" || kind === "days" ? { inputMode: "decimal" as const } : {})}
      />
    </div>
  );
}
