import { attributeName } from "@/lib/format/attributes";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { isLocalDay } from "@/lib/period/local-day";
import type { RuleNames } from "@/lib/segments/queries/load-names";
import { kindOf, valueKindOf } from "@/lib/segments/rules/vocabulary";
import { type GroupMode, groupOf, isGroup } from "@/lib/segments/rules/walk";
import type { Condition } from "@/lib/segments/schema/condition";
import type { Rule, RuleNode } from "@/lib/segments/schema/rule";

export type RuleWords = {
  /** Of the namespace `segments`. */
  t: Translate;
  locale: string;
  currency: string;
  names: RuleNames;
};

/** A rule as it is read: sentences, and groups of sentences with how they are joined. */
export type WordedGroup = { key: string; mode: GroupMode; parts: WordedPart[] };
export type WordedPart = { key: string; text: string } | WordedGroup;

export function ruleInWords(rule: Rule, words: RuleWords, key = "0"): WordedGroup {
  const { mode, nodes } = groupOf(rule);
  const worded = (node: RuleNode, n: number): WordedPart =>
    isGroup(node)
      ? ruleInWords(node, words, `${key}.${n}`)
      : { key: `${key}.${n}`, text: conditionInWords(node, words) };
  return { key, mode, parts: nodes.map(worded) };
}

/** In one line, for a table: "Kind is person and region is one of: North, South". */
export function ruleInOneLine(rule: Rule, words: RuleWords): string {
  const line = (part: WordedPart): string => {
    if ("text" in part) return part.text;
    const inner = part.parts.map((one) => ("text" in one ? one.text : `(${line(one)})`));
    const joined = inner.join(` ${words.t(part.mode === "all" ? "and" : "or")} `);
    return part.mode === "none" ? words.t("noneLine", { rule: joined }) : joined;
  };
  return line(ruleInWords(rule, words));
}

export function conditionInWords(condition: Condition, words: RuleWords): string {
  const { t } = words;
  const details = detailsOf(condition, words);
  const subject =
    details.length > 0 ? `${subjectOf(condition, t)} (${details.join("; ")})` : subjectOf(condition, t);
  const { op } = condition;
  const value = "value" in condition ? condition.value : undefined;
  const kind = valueKindOf(op);
  if (kind === "days") return t("sentence.days", { subject, op: t(`ops.${op}`, { n: Number(value) }) });
  if (kind === "none") return t("sentence.bare", { subject, op: t(`ops.${op}`) });
  return t("sentence.full", { subject, op: t(`ops.${op}`), value: valueInWords(condition, value, words) });
}

/** What is measured, without what narrows it. */
export function subjectOf(condition: Condition, t: Translate): string {
  if (condition.about === "attribute") return attributeName(condition.key);
  if (condition.about === "segment") return t("measures.segment.membership");
  return t(`measures.${condition.about}.${condition.measure}`);
}

function detailsOf(condition: Condition, { t, names, locale }: RuleWords): string[] {
  const found: string[] = [];
  const list = (kind: keyof RuleNames, keys: readonly string[] | undefined) => {
    if (keys) found.push(keys.map((key) => nameOf(names, kind, key)).join(", "));
  };
  if (condition.about === "answers") {
    found.push(t(`metrics.${condition.metric}`));
    if (condition.dimension) found.push(t(`dimensions.${condition.dimension}`));
    if (condition.occasion) found.push(t(`occasions.${condition.occasion}`));
    if (condition.scale) found.push(t("scale", { scale: condition.scale }));
    if (condition.atMost !== undefined) found.push(t("scoreAtMost", { n: condition.atMost }));
    if (condition.atLeast !== undefined) found.push(t("scoreAtLeast", { n: condition.atLeast }));
  }
  if (condition.about === "contracts") {
    found.push(t(`which.${condition.which ?? "active"}`));
    list("plan", condition.plan);
  }
  if (condition.about === "orders") list("productGroup", condition.productGroup);
  if (condition.about === "phase") list("phase", condition.phase);
  if (condition.about === "contacts" || condition.about === "answers")
    list("touchpoint", condition.touchpoint);
  if (condition.about === "contacts") {
    list("channel", condition.channel);
    if (condition.direction) found.push(t(`directions.${condition.direction}`));
  }
  if ("lastDays" in condition && condition.lastDays !== undefined)
    found.push(t("lastDays", { n: condition.lastDays }));
  if ("since" in condition && condition.since)
    found.push(t("since", { day: formatDay(condition.since, locale) }));
  return found;
}

const nameOf = (names: RuleNames, kind: keyof RuleNames, key: string): string =>
  names[kind].find(({ value }) => value === key)?.label ?? key;

const amounts = new Set(["total", "margin", "monthlyRevenue"]);
export const isAmount = (condition: Condition): boolean =>
  "measure" in condition && amounts.has(condition.measure);

export function valueInWords(condition: Condition, value: unknown, words: RuleWords): string {
  const { t, names, locale } = words;
  if (Array.isArray(value)) {
    const kind = condition.about === "segment" ? "segment" : condition.about === "phase" ? "phase" : null;
    return value.map((one) => (kind ? nameOf(names, kind, String(one)) : String(one))).join(", ");
  }
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number")
    return isAmount(condition) ? formatMoney(value, words.currency, locale) : formatNumber(value, locale, 10);
  if (condition.about === "customer" && condition.measure === "kind") return t(`kinds.${String(value)}`);
  if (typeof value === "string" && valueKindOf(condition.op) === "date") return formatDay(value, locale);
  return typeof value === "string" ? t("quoted", { text: value }) : "";
}

/** What a customer really has, beside a condition. Nothing known is said so. */
export function actualInWords(condition: Condition, actual: string | null, words: RuleWords): string {
  const { t, names } = words;
  if (condition.about === "segment") return "";
  if (actual === null) return t("actualUnknown");
  if (condition.about === "phase" && condition.measure === "current") return nameOf(names, "phase", actual);
  const kind = condition.about === "attribute" ? "any" : kindOf(condition.about, condition.measure);
  if (condition.about === "customer" && condition.measure === "company") return t("actualKnown");
  if (kind === "date") return formatDay(actual, words.locale);
  if (kind === "count" || kind === "number") return valueInWords(condition, Number(actual), words);
  if (actual === "true" || actual === "false") return t(actual === "true" ? "yes" : "no");
  if (kind === "choice") return t(`kinds.${actual}`);
  if (condition.about === "attribute") {
    if (valueKindOf(condition.op) === "date" && isLocalDay(actual)) return formatDay(actual, words.locale);
    const isNumber = "value" in condition && typeof condition.value === "number";
    if (isNumber && actual.trim() !== "" && Number.isFinite(Number(actual)))
      return valueInWords(condition, Number(actual), words);
  }
  return t("quoted", { text: actual });
}
