import type { ToldGroup, ToldPart } from "@/lib/segments/queries/explain-customer";
import { actualInWords, conditionInWords, type RuleWords } from "./rule-words";

/** What makes somebody a member, sentence by sentence: of a rule told for them, the parts that hold it up. */
export function reasonsInWords(told: ToldGroup, words: RuleWords): string[] {
  if (told.mode !== "none")
    return told.parts.filter(({ holds }) => holds).flatMap((part) => reasonOf(part, words));
  const rule = told.parts.map((part) => sentenceOf(part, words)).join(` ${words.t("or")} `);
  return [words.t("noneLine", { rule })];
}

function reasonOf(part: ToldPart, words: RuleWords): string[] {
  if ("parts" in part) return reasonsInWords(part, words);
  const { condition, actual } = part;
  const said = conditionInWords(condition, words);
  // What is there is said only where it is not the condition once more.
  const isSame = actual !== null && "value" in condition && String(condition.value) === actual;
  const value = isSame || actual === null ? "" : actualInWords(condition, actual, words);
  return [value ? `${said} (${words.t("actual", { value })})` : said];
}

const sentenceOf = (part: ToldPart, words: RuleWords): string =>
  "parts" in part
    ? `(${part.parts.map((one) => sentenceOf(one, words)).join(` ${words.t(part.mode === "all" ? "and" : "or")} `)})`
    : conditionInWords(part.condition, words);
