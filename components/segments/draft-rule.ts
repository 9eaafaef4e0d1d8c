import { currencyDigits } from "@/lib/format/money";
import {
  kindOf,
  measures,
  type Operator,
  operatorsOf,
  type Subject,
  valueKindOf,
} from "@/lib/segments/rules/vocabulary";
import { type GroupMode, groupOf, isGroup } from "@/lib/segments/rules/walk";
import { type Condition, condition } from "@/lib/segments/schema/condition";
import type { Rule, RuleNode } from "@/lib/segments/schema/rule";
import { isAmount } from "./rule-words";

/** A condition as it is being written: everything as text, nothing complete yet. */
export type DraftCondition = {
  id: string;
  about: Subject;
  measure: string;
  op: Operator;
  value: string;
  list: string[];
  key: string;
  lists: Partial<Record<ListField, string[]>>;
  texts: Partial<Record<TextField, string>>;
};
export type DraftGroup = { id: string; mode: GroupMode; nodes: DraftNode[] };
export type DraftNode = DraftGroup | DraftCondition;

export const listFields = ["touchpoint", "channel", "productGroup", "plan", "phase"] as const;
export type ListField = (typeof listFields)[number];
export const textFields = [
  "which",
  "metric",
  "scale",
  "dimension",
  "occasion",
  "direction",
  "atMost",
  "atLeast",
  "lastDays",
  "since",
] as const;
export type TextField = (typeof textFields)[number];
const numberFields: readonly TextField[] = ["atMost", "atLeast", "lastDays"];

/** What can narrow a condition down, by what it is about. */
export function fieldsOf({ about, measure }: Pick<DraftCondition, "about" | "measure">): {
  lists: ListField[];
  texts: TextField[];
} {
  switch (about) {
    case "orders":
      return { lists: measure === "margin" ? [] : ["productGroup"], texts: ["lastDays", "since"] };
    case "contracts":
      return { lists: ["plan"], texts: ["which"] };
    case "contacts":
      return { lists: ["touchpoint", "channel"], texts: ["direction", "lastDays", "since"] };
    case "phase":
      return { lists: measure === "enteredOn" ? ["phase"] : [], texts: [] };
    case "answers":
      return {
        lists: ["touchpoint"],
        texts: ["metric", "scale", "dimension", "occasion", "atMost", "atLeast", "lastDays", "since"],
      };
    default:
      return { lists: [], texts: [] };
  }
}

let lastAdded = 0;
/** Of what is added; what was there is called by its place, on the server as in the browser. */
const newId = (): string => `new-${++lastAdded}`;

export function newCondition(
  about: Subject = "customer",
  measure = "kind",
  id: string = newId(),
): DraftCondition {
  const op = operatorsOf[kindOf(about, measure)][0] ?? "is";
  const texts: DraftCondition["texts"] = about === "answers" ? { metric: "nps" } : {};
  return { id, about, measure, op, value: "", list: [], key: "", lists: {}, texts };
}

export const newGroup = (): DraftGroup => ({ id: newId(), mode: "any", nodes: [newCondition()] });

export const isDraftGroup = (node: DraftNode): node is DraftGroup => "nodes" in node;

export function draftOf(rule: Rule | null, currency: string, id = "0"): DraftGroup {
  if (!rule) return { id, mode: "all", nodes: [newCondition("customer", "kind", `${id}.0`)] };
  const { mode, nodes } = groupOf(rule);
  const draft = (node: RuleNode, place: number): DraftNode =>
    isGroup(node)
      ? draftOf(node, currency, `${id}.${place}`)
      : draftCondition(node, currency, `${id}.${place}`);
  return { id, mode, nodes: nodes.map(draft) };
}

function draftCondition(stored: Condition, currency: string, id: string): DraftCondition {
  const said = stored as Condition & Record<string, unknown>;
  const measure = "measure" in stored ? stored.measure : stored.about === "segment" ? "membership" : "value";
  const value = "value" in stored ? stored.value : undefined;
  const scalar =
    typeof value === "number" && isAmount(stored) ? value / 10 ** currencyDigits(currency) : value;
  return {
    id,
    about: stored.about,
    measure,
    op: stored.op,
    value: scalar === undefined || Array.isArray(scalar) ? "" : String(scalar),
    list: Array.isArray(value) ? value.map(String) : [],
    key: stored.about === "attribute" ? stored.key : "",
    lists: Object.fromEntries(
      listFields.filter((name) => Array.isArray(said[name])).map((name) => [name, said[name]]),
    ),
    texts: Object.fromEntries(
      textFields.filter((name) => said[name] !== undefined).map((name) => [name, String(said[name])]),
    ),
  };
}

/** Kinds of attributes by key; one that is not known holds text. */
export type AttributeKinds = ReadonlyMap<string, "text" | "number" | "flag">;

/** The rule as it is sent. What is missing is left out, and the schema says so where it stands. */
export function ruleOf(draft: DraftGroup, currency: string, kinds: AttributeKinds): unknown {
  return {
    [draft.mode]: draft.nodes.map((node) =>
      isDraftGroup(node) ? ruleOf(node, currency, kinds) : conditionOf(node, currency, kinds),
    ),
  };
}

/** Whether nothing is missing in a condition, and what stands there can be meant. */
export const isComplete = (draft: DraftCondition, currency: string, kinds: AttributeKinds): boolean =>
  condition.safeParse(conditionOf(draft, currency, kinds)).success;

/** Whether this holds for all conditions of a draft. */
export const areComplete = (draft: DraftGroup, currency: string, kinds: AttributeKinds): boolean =>
  draft.nodes.every((node) =>
    isDraftGroup(node) ? areComplete(node, currency, kinds) : isComplete(node, currency, kinds),
  );

function conditionOf(draft: DraftCondition, currency: string, kinds: AttributeKinds): unknown {
  const { lists, texts } = fieldsOf(draft);
  const named =
    draft.about === "attribute"
      ? { key: draft.key }
      : draft.about === "segment"
        ? {}
        : { measure: draft.measure };
  const narrowed = [
    ...lists.map((name) => [name, draft.lists[name]] as const).filter(([, list]) => list && list.length > 0),
    ...texts
      .map((name) => [name, draft.texts[name]?.trim()] as const)
      .filter(([, text]) => text)
      .map(([name, text]) => [name, numberFields.includes(name) ? numberOf(text ?? "") : text] as const),
  ];
  const value = enteredValue(draft, currency, kinds);
  return {
    about: draft.about,
    ...named,
    ...Object.fromEntries(narrowed),
    op: draft.op,
    ...(value === undefined ? {} : { value }),
  };
}

/** With a decimal point or a comma; what is no number stays text, so that it is refused and not lost. */
function numberOf(text: string): number | string {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}

function enteredValue(draft: DraftCondition, currency: string, kinds: AttributeKinds): unknown {
  const text = draft.value.trim();
  switch (valueKindOf(draft.op)) {
    case "none":
      return undefined;
    case "list":
      return draft.list.length > 0 ? draft.list : undefined;
    case "days":
      return numberOf(text);
    case "number":
      return amountOf(draft, numberOf(text), currency);
    case "scalar": {
      const kind = inputKindOf(draft, kinds);
      if (kind === "number") return amountOf(draft, numberOf(text), currency);
      if (kind === "flag") return text === "" ? undefined : text === "true";
      return text === "" ? undefined : text;
    }
    default:
      return text === "" ? undefined : text;
  }
}

function amountOf(draft: DraftCondition, value: number | string, currency: string): number | string {
  const isMoney = isAmount({ about: draft.about, measure: draft.measure } as Condition);
  return isMoney && typeof value === "number" ? Math.round(value * 10 ** currencyDigits(currency)) : value;
}

export type InputKind =
  | "none"
  | "text"
  | "number"
  | "days"
  | "date"
  | "flag"
  | "kind"
  | "words"
  | "phases"
  | "segments";

/** What is to be entered after the operator. */
export function inputKindOf(draft: DraftCondition, kinds: AttributeKinds): InputKind {
  const kind = kindOf(draft.about, draft.measure);
  switch (valueKindOf(draft.op)) {
    case "none":
      return "none";
    case "list":
      return kind === "group" ? "phases" : kind === "member" ? "segments" : "words";
    case "days":
      return "days";
    case "date":
      return "date";
    case "number":
      return "number";
    case "text":
      return "text";
    case "scalar":
      if (kind === "choice") return "kind";
      if (kind === "count" || kind === "number") return "number";
      return kind === "any" ? (kinds.get(draft.key) ?? "text") : "text";
  }
}

/** Everything that can be asked, for the first choice of a condition: "orders.count" … */
export const askable: { about: Subject; measure: string }[] = (Object.keys(measures) as Subject[]).flatMap(
  (about) => Object.keys(measures[about]).map((measure) => ({ about, measure })),
);

/** Replaces a node of a draft; null takes it out. */
export function replaced(group: DraftGroup, id: string, by: DraftNode | null): DraftGroup {
  const nodes = group.nodes.flatMap((node) => {
    if (node.id === id) return by === null ? [] : [by];
    return [isDraftGroup(node) ? replaced(node, id, by) : node];
  });
  return { ...group, nodes };
}
