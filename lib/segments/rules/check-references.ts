import { AppError } from "@/lib/errors/app-error";
import type { Rule } from "../schema/rule";
import { limits } from "./vocabulary";
import { conditionsOf, segmentsNamed } from "./walk";

/** Rules by the key of their segment; null: there is a segment, and it has no rule that could be asked about. */
export type KnownRules = ReadonlyMap<string, Rule | null>;

/**
 * Whether a segment can be told by what it asks about: every segment that it names exists and has a rule, none leads
 * back to itself, and all of it together stays within the limits.
 * @param trail the segments that led here, the outermost first
 * @param say what refusals call a segment, by its key
 * @returns the number of conditions in all
 * @throws AppError `invalid`
 */
export function checkReferences(
  rule: Rule,
  known: KnownRules,
  trail: readonly string[] = [],
  say: (key: string) => string = (key) => key,
): number {
  const path = (...keys: string[]) => [...trail, ...keys].map(say).join(" → ");
  if (trail.length > limits.segmentsDeep)
    throw refusal("segmentsTooDeep", { names: path(), count: limits.segmentsDeep });
  let conditions = conditionsOf(rule).length;
  for (const key of segmentsNamed(rule)) {
    if (trail.includes(key)) throw refusal("segmentCircle", { names: path(key) });
    const inner = known.get(key);
    if (inner === undefined) throw refusal("ruleUnknownSegment", { name: key });
    if (inner === null) throw refusal("segmentWithoutRule", { name: say(key) });
    conditions += checkReferences(inner, known, [...trail, key], say);
    if (conditions > limits.conditionsInAll)
      throw refusal("segmentsTooLarge", { count: limits.conditionsInAll });
  }
  return conditions;
}

/** The segments that rules ask about, and those that these ask about. */
export function reachedFrom(rules: readonly Rule[], known: KnownRules): Map<string, Rule | null> {
  const found = new Map<string, Rule | null>();
  const open = [...rules];
  for (let rule = open.pop(); rule; rule = open.pop()) {
    for (const key of segmentsNamed(rule)) {
      const inner = known.get(key);
      if (found.has(key) || inner === undefined) continue;
      found.set(key, inner);
      if (inner) open.push(inner);
    }
  }
  return found;
}

const refusal = (reason: string, values: Record<string, string | number>): AppError =>
  new AppError("invalid", reason, { fields: { rule: reason }, values });
