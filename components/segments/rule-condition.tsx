"use client";

import { Button } from "@heroui/react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { use } from "react";
import { FormStateContext } from "@/components/ui/form-state";
import { SelectField } from "@/components/ui/select-field";
import { attributeName } from "@/lib/format/attributes";
import { kindOf, type Operator, operatorsOf, type Subject } from "@/lib/segments/rules/vocabulary";
import { Names, Narrowing, type PartProps } from "./condition-narrowing";
import { ConditionValue, type EditorFacts } from "./condition-value";
import { askable, type DraftCondition, fieldsOf, isComplete, newCondition } from "./draft-rule";

type RuleConditionProps = PartProps & {
  facts: EditorFacts;
  onRemove: (() => void) | null;
};

/** One condition as a sentence of choices: what, narrowed how, compared how, with what. */
export function RuleCondition({ draft, facts, onChange, onRemove }: RuleConditionProps) {
  const t = useTranslations("segments");
  const name = (part: string) => `condition-${draft.id}-${part}`;
  const subject = (about: Subject, measure: string) =>
    t(`measures.${about}.${measure}` as "measures.orders.count");
  const { lists, texts } = fieldsOf(draft);
  const { result } = use(FormStateContext);
  const isOpen = result?.ok === false && !isComplete(draft, facts.currency, facts.kinds);
  return (
    <fieldset
      className={`relative flex flex-wrap items-end gap-2 rounded-md border border-separator p-3 ${onRemove ? "pe-12" : ""}`}
    >
      <legend className="sr-only">{subject(draft.about, draft.measure)}</legend>
      <div className="max-w-60 grow basis-44 max-sm:max-w-none max-sm:basis-full">
        <SelectField
          name={name("what")}
          label={t("editor.what")}
          defaultValue={`${draft.about}.${draft.measure}`}
          options={askable.map(({ about, measure }) => ({
            value: `${about}.${measure}`,
            label: subject(about, measure),
            group: t(`subjects.${about}`),
          }))}
          onChange={(what) => {
            const [about = "customer", measure = "kind"] = what.split(".");
            onChange({ ...newCondition(about as Subject, measure), id: draft.id });
          }}
        />
      </div>
      {draft.about === "attribute" ? <AttributeKey draft={draft} facts={facts} onChange={onChange} /> : null}
      {texts.map((field) => (
        <Narrowing key={field} field={field} draft={draft} onChange={onChange} />
      ))}
      {lists.map((field) => (
        <Names
          key={field}
          label={t(`editor.${field}`)}
          options={facts.names[field]}
          value={draft.lists[field] ?? []}
          onChange={(value) => onChange({ ...draft, lists: { ...draft.lists, [field]: value } })}
        />
      ))}
      <div className="max-w-48 grow basis-36 max-sm:max-w-none max-sm:basis-full">
        <SelectField
          key={`${draft.about}.${draft.measure}`}
          name={name("op")}
          label={t("editor.operator")}
          defaultValue={draft.op}
          options={operatorsFor(draft).map((op) => ({ value: op, label: wordOf(op, t) }))}
          onChange={(op) => onChange({ ...draft, op: op as Operator })}
        />
      </div>
      <ConditionValue draft={draft} facts={facts} onChange={onChange} />
      {isOpen ? <p className="w-full text-xs text-bad-text">{t("editor.fillIn")}</p> : null}
      {onRemove ? (
        <Button
          isIconOnly
          variant="ghost"
          aria-label={t("editor.removeCondition", { text: draft.key || subject(draft.about, draft.measure) })}
          onPress={onRemove}
          className="absolute end-1 top-1"
        >
          <X aria-hidden="true" />
        </Button>
      ) : null}
    </fieldset>
  );
}

const operatorsFor = ({ about, measure }: DraftCondition): readonly Operator[] =>
  operatorsOf[kindOf(about, measure)];

type Translator = ReturnType<typeof useTranslations<"segments">>;

/** "in the last … days" */
function wordOf(op: Operator, t: Translator): string {
  if (op === "inLastDays" || op === "longerAgoThanDays" || op === "inNextDays")
    return t(`ops.${op}`, { n: 2 }).replace("2", "…");
  return t(`ops.${op}`);
}

function AttributeKey({ draft, facts, onChange }: PartProps & { facts: EditorFacts }) {
  const t = useTranslations("segments.editor");
  const known = facts.attributes.map(({ key }) => key);
  const keys = draft.key === "" || known.includes(draft.key) ? known : [draft.key, ...known];
  return (
    <div className="max-w-52 grow basis-36 max-sm:max-w-none max-sm:basis-full">
      <SelectField
        name={`condition-${draft.id}-key`}
        label={t("key")}
        {...(draft.key ? { defaultValue: draft.key } : {})}
        options={keys.map((key) => ({ value: key, label: attributeName(key) }))}
        onChange={(key) => onChange({ ...draft, key, value: "", list: [] })}
      />
    </div>
  );
}
