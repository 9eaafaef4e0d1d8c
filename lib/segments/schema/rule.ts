import { z } from "zod";
import { describedAs } from "@/lib/fields/items";
import { limits } from "../rules/vocabulary";
import { type Condition, condition } from "./condition";

/*
 * The language of segment rules: who is in a segment, as groups of conditions. A group is `{ all: [] }`, `{ any: [] }`
 * or `{ none: [] }` of conditions and groups. A condition names what it is about, what is measured, an operator and a
 * value:
 *
 *   { about: "customer", measure: "kind", op: "is", value: "person" }
 *   { about: "attribute", key: "kinderImHaushalt", op: "is", value: true }
 *   { about: "attribute", key: "mitarbeiter", op: "lessThan", value: 50 }
 *   { about: "answers", metric: "nps", measure: "count", touchpoint: ["hotline"], atMost: 6, lastDays: 90, op: "atLeast", value: 1 }
 *   { about: "segment", op: "oneOf", value: ["price"] }
 *
 * So "price-conscious without price guarantee" is
 *
 *   { all: [{ about: "segment", op: "oneOf", value: ["price"] },
 *           { about: "attribute", key: "preisgarantie", op: "is", value: false }] }
 *
 * A condition is true or false for everybody. What is not known about a customer fulfils `unknown` and no comparison,
 * `isNot` and `noneOf` neither; a group `none` turns true and false round. Counts and amounts of customers without such
 * facts are 0, everything else of theirs is not known.
 */

export type Rule = { all: RuleNode[] } | { any: RuleNode[] } | { none: RuleNode[] };
export type RuleNode = Rule | Condition;

const nodes: z.ZodType<RuleNode[]> = z.lazy(() => z.array(node).min(1).max(limits.conditions));
const group = z
  .union([z.strictObject({ all: nodes }), z.strictObject({ any: nodes }), z.strictObject({ none: nodes })])
  .meta({
    id: "SegmentRule",
    description: "All of its conditions, any of them, or none of them; each of them may be a group again.",
    examples: [
      {
        all: [
          { about: "customer", measure: "kind", op: "is", value: "company" },
          { about: "attribute", key: "employees", op: "lessThan", value: 50 },
          {
            about: "answers",
            measure: "count",
            metric: "nps",
            touchpoint: ["hotline"],
            atMost: 6,
            lastDays: 90,
            op: "atLeast",
            value: 1,
          },
        ],
      },
    ],
  }) as z.ZodType<Rule>;
const node: z.ZodType<RuleNode> = z.union([group, condition]);

export const segmentRule = group;

/** NUL and half characters, as JSON writes them: PostgreSQL keeps neither. */
const unstorable = /\\u(0000|d[89a-f][0-9a-f]{2})/i;

/** How deep and how large something is that may be a rule, before anything in it is looked at. */
function sizeOf(value: unknown): { deep: number; conditions: number } {
  let [deep, conditions] = [0, 0];
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let one = open.pop(); one; one = open.pop()) {
    if (typeof one.value !== "object" || one.value === null) continue;
    const lists = Object.entries(one.value).filter(([name]) => ["all", "any", "none"].includes(name));
    if (lists.length === 0) conditions++;
    else deep = Math.max(deep, one.depth);
    if (deep > limits.groupsDeep) break;
    for (const inner of lists.flatMap(([, list]) => (Array.isArray(list) ? list : [])))
      open.push({ value: inner, depth: one.depth + 1 });
  }
  return { deep, conditions };
}

function tooMuch(value: unknown): string | null {
  const { deep, conditions } = sizeOf(value);
  if (deep > limits.groupsDeep) return "ruleTooDeep";
  if (conditions > limits.conditions) return "ruleTooManyConditions";
  const text = JSON.stringify(value) ?? "";
  if (text.length > limits.characters) return "ruleTooLong";
  return unstorable.test(text) ? "unprintable" : null;
}

/** A rule as it is sent: its size is judged before its content. */
export const ruleField = z.unknown().transform((value, context): Rule => {
  const problem = tooMuch(value);
  if (problem) {
    context.addIssue({ code: "custom", message: problem });
    return z.NEVER;
  }
  const result = segmentRule._zod.run({ value, issues: [] }, { async: false });
  if (result instanceof Promise) throw new Error("Rules are judged at once.");
  if (result.issues.length === 0) return result.value as Rule;
  context.issues.push(...result.issues);
  return z.NEVER;
});
describedAs.set(ruleField, segmentRule);

/** A rule as it is stored; null where there is none yet, or one that cannot be read. */
export function storedRule(value: unknown): Rule | null {
  const result = segmentRule.safeParse(value);
  return result.success ? result.data : null;
}
