"use client";

import { Button } from "@heroui/react";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { FilterMenu } from "@/components/ui/filter-menu";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { scales } from "@/lib/feedback/rules/codes";
import type { AttributeChoice, RuleNames } from "@/lib/segments/queries/load-names";
import { kindOf, type Operator, operatorsOf, type Subject } from "@/lib/segments/rules/vocabulary";
import {
  type AttributeKinds,
  askable,
  type DraftCondition,
  fieldsOf,
  inputKindOf,
  type ListField,
  type TextField as NarrowingText,
  newCondition,
} from "./draft-rule";

export type EditorFacts = {
  names: RuleNames;
  attributes: AttributeChoice[];
  kinds: AttributeKinds;
  currency: string;
};

type RuleConditionProps = {
  draft: DraftCondition;
  facts: EditorFacts;
  onChange: (draft: DraftCondition) => void;
  onRemove: (() => void) | null;
};

/** One condition as a sentence of choices: what, narrowed how, compared how, with what. */
export function RuleCondition({ draft, facts, onChange, onRemove }: RuleConditionProps) {
  const t = useTranslations("segments");
  const name = (part: string) => `condition-${draft.id}-${part}`;
  const subject = (about: Subject, measure: string) =>
    t(`measures.${about}.${measure}` as "measures.orders.count");
  const { lists, texts } = fieldsOf(draft);
  return (
    <fieldset className="flex flex-wrap items-end gap-2 rounded-md border border-separator p-3">
      <legend className="sr-only">{subject(draft.about, draft.measure)}</legend>
      <div className="w-60 max-sm:w-full">
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
      <div className="w-48 max-sm:w-full">
        <SelectField
          key={`${draft.about}.${draft.measure}`}
          name={name("op")}
          label={t("editor.operator")}
          defaultValue={draft.op}
          options={operatorsFor(draft).map((op) => ({ value: op, label: wordOf(op, t) }))}
          onChange={(op) => onChange({ ...draft, op: op as Operator })}
        />
      </div>
      <Value draft={draft} facts={facts} onChange={onChange} />
      {onRemove ? (
        <Button
          isIconOnly
          variant="ghost"
          aria-label={t("editor.removeCondition", { text: draft.key || subject(draft.about, draft.measure) })}
          onPress={onRemove}
          className="ms-auto"
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

type PartProps = Pick<RuleConditionProps, "draft" | "onChange">;

function AttributeKey({ draft, facts, onChange }: PartProps & { facts: EditorFacts }) {
  const t = useTranslations("segments.editor");
  const known = facts.attributes.map(({ key }) => key);
  const keys = draft.key === "" || known.includes(draft.key) ? known : [draft.key, ...known];
  return (
    <div className="w-52 max-sm:w-full">
      <SelectField
        name={`condition-${draft.id}-key`}
        label={t("key")}
        {...(draft.key ? { defaultValue: draft.key } : {})}
        options={keys.map((key) => ({ value: key, label: key }))}
        onChange={(key) => onChange({ ...draft, key, value: "", list: [] })}
      />
    </div>
  );
}

function Names({
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

function Narrowing({ field, draft, onChange }: PartProps & { field: NarrowingText }) {
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

function Value({ draft, facts, onChange }: PartProps & { facts: EditorFacts }) {
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
