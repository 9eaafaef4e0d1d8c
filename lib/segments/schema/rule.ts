import { z } from "zod";
import { dimensions, metrics, occasions, scales } from "@/lib/feedback/rules/codes";
import { isAttributeKey } from "@/lib/fields/attributes";
import { dayField } from "@/lib/fields/days";
import { describedAs } from "@/lib/fields/items";
import { cleanText, nameField } from "@/lib/fields/text";
import { isLocalDay } from "@/lib/period/local-day";
import {
  type Kind,
  kindOf,
  limits,
  listOperators,
  measuresOf,
  type Operator,
  operators,
  operatorsOf,
  type Subject,
  type ValueKind,
  valueKindOf,
} from "../rules/vocabulary";

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

const largest = 1_000_000_000_000_000;
const word = z.string().overwrite(cleanText).min(1).max(1_000);
const number = z.number().min(-largest).max(largest);
const keys = z.array(nameField(200)).min(1).max(limits.names);
const days = z.int().min(1).max(limits.days);

const op = z.enum(operators).meta({ id: "SegmentOperator", description: "How the answer is compared." });
const value = z
  .union([word, number, z.boolean(), z.array(word).min(1).max(limits.names)])
  .optional()
  .meta({
    description:
      "What it is compared with; nothing after `known` and `unknown`. Numbers compare as numbers, dates are texts like 2026-01-31, amounts are in minor units.",
  });

/** Only facts of this time; both together are possible. */
const window = {
  lastDays: days.optional().meta({ description: "Only of the last n days, today included." }),
  since: dayField.optional().meta({ description: "Only on this day or later." }),
};

type Compared = { about: Subject; measure?: string | undefined; op: Operator; value?: unknown };

type Problem = { path: "op" | "value"; message: string };

/** Whether an operator fits what is measured, and a value the operator. */
function problemOf({ about, measure = "value", op: operator, value: given }: Compared): Problem | null {
  const kind = kindOf(about, measure);
  if (!operatorsOf[kind].includes(operator)) return { path: "op", message: "ruleOperator" };
  const message = problemOfValue(valueKindOf(operator), kind, given);
  return message === null ? null : { path: "value", message };
}

function problemOfValue(wanted: ValueKind, kind: Kind, given: unknown): string | null {
  const unless = (isRight: boolean, message: string) => (isRight ? null : message);
  const isText = typeof given === "string";
  const isNumber = typeof given === "number";
  switch (wanted) {
    case "none":
      return unless(given === undefined, "ruleNoValue");
    case "list":
      return unless(Array.isArray(given), "ruleList");
    case "text":
      return unless(isText, "fillIn");
    case "number":
      return unless(isNumber, "ruleNumber");
    case "date":
      return unless(isText && isLocalDay(given), "notADay");
    case "days":
      return unless(days.safeParse(given).success, "ruleDays");
    case "scalar":
      if (kind === "choice") return unless(given === "person" || given === "company", "ruleCustomerKind");
      if (kind === "count" || kind === "number") return unless(isNumber, "ruleNumber");
      return unless(isText || (kind === "any" && (isNumber || typeof given === "boolean")), "fillIn");
  }
}

function fits(condition: Compared, context: z.core.$RefinementCtx): void {
  const problem = problemOf(condition);
  if (problem) context.addIssue({ code: "custom", path: [problem.path], message: problem.message });
}

const customer = z
  .strictObject({
    about: z.literal("customer"),
    measure: z.enum(measuresOf("customer")),
    op,
    value,
  })
  .superRefine(fits)
  .meta({ id: "SegmentConditionOnCustomer", description: "What the customer record says." });

const attribute = z
  .strictObject({
    about: z.literal("attribute"),
    key: z.string().refine(isAttributeKey, "attributeKey"),
    op,
    value,
  })
  .superRefine(fits)
  .meta({
    id: "SegmentConditionOnAttribute",
    description:
      "A free attribute. Whoever lacks it fulfils `unknown` and nothing else, `isNot` and `noneOf` neither; a group `none` turns that round. Texts that are written as numbers compare as numbers.",
  });

const orders = z
  .strictObject({
    about: z.literal("orders"),
    measure: z.enum(measuresOf("orders")),
    productGroup: keys.optional(),
    ...window,
    op,
    value,
  })
  .superRefine(fits)
  .refine(({ measure, productGroup }) => measure !== "margin" || !productGroup, {
    path: ["productGroup"],
    message: "ruleMarginOfGroup",
  })
  .meta({
    id: "SegmentConditionOnOrders",
    description:
      "Completed orders. With `productGroup` those with a line of one of the groups, their total that of these lines. Who never ordered has the count and the total 0.",
  });

const contracts = z
  .strictObject({
    about: z.literal("contracts"),
    measure: z.enum(measuresOf("contracts")),
    which: z
      .enum(["active", "ended", "all"])
      .optional()
      .meta({ description: "In force today (`active`, unless said otherwise), ended, or both." }),
    plan: keys.optional(),
    op,
    value,
  })
  .superRefine(fits)
  .meta({
    id: "SegmentConditionOnContracts",
    description:
      "`startedOn` is the first start; `endsOn` the next end, of `ended` and `all` the last one; `noticeOn` the last notice that was not taken back.",
  });

const contacts = z
  .strictObject({
    about: z.literal("contacts"),
    measure: z.enum(measuresOf("contacts")),
    touchpoint: keys.optional(),
    channel: keys.optional(),
    direction: z.enum(["in", "out"]).optional(),
    ...window,
    op,
    value,
  })
  .superRefine(fits)
  .meta({ id: "SegmentConditionOnContacts", description: "Single contacts, with or without feedback." });

const phase = z
  .strictObject({
    about: z.literal("phase"),
    measure: z.enum(measuresOf("phase")),
    phase: keys.optional().meta({ description: "With `enteredOn`: the phase that was entered." }),
    op,
    value,
  })
  .superRefine(fits)
  .refine(({ measure, phase: entered }) => (measure === "enteredOn") === (entered !== undefined), {
    path: ["phase"],
    message: "rulePhaseEntered",
  })
  .meta({
    id: "SegmentConditionOnPhase",
    description:
      "The phase of the last move, or the last day on which a phase was entered. A phase means its parts too.",
  });

const ofScore = new Set(["lowest", "highest", "mean", "latest"]);
const usualScale = { nps: "0-10", csat: "1-5" } as const;
type Scale = (typeof scales.names)[number];
type AnswersAsked = { metric: string; scale?: Scale | undefined };

/** The scale of the scores that are compared; scores on different scales never are. */
export const scaleAsked = ({ metric, scale }: AnswersAsked): Scale | undefined =>
  scale ?? (metric === "nps" || metric === "csat" ? usualScale[metric] : undefined);

const answers = z
  .strictObject({
    about: z.literal("answers"),
    measure: z.enum(measuresOf("answers")),
    metric: z.enum(metrics.names).exclude(["sentiment"]),
    scale: z
      .enum(scales.names)
      .optional()
      .meta({ description: "`0-10` for nps and `1-5` for csat, unless said otherwise." }),
    dimension: z
      .enum(dimensions.names)
      .optional()
      .meta({ description: "`experience` unless said otherwise." }),
    occasion: z.enum(occasions.names).optional(),
    touchpoint: keys.optional(),
    atMost: z.int().min(-2).max(10).optional().meta({ description: "Only answers with at most this score." }),
    atLeast: z
      .int()
      .min(-2)
      .max(10)
      .optional()
      .meta({ description: "Only answers with at least this score." }),
    ...window,
    op,
    value,
  })
  .superRefine(fits)
  .refine(
    (asked) =>
      scaleAsked(asked) !== undefined ||
      !(ofScore.has(asked.measure) || asked.atMost !== undefined || asked.atLeast !== undefined),
    { path: ["scale"], message: "ruleScaleNeeded" },
  )
  .meta({
    id: "SegmentConditionOnAnswers",
    description: "Answered questions, without what staff noted: how many, their scores, the last one.",
  });

const segment = z
  .strictObject({ about: z.literal("segment"), op: z.enum(listOperators), value: keys })
  .meta({ id: "SegmentConditionOnSegments", description: "Member of one, or of none, of other segments." });

const condition = z.discriminatedUnion("about", [
  customer,
  attribute,
  orders,
  contracts,
  contacts,
  phase,
  answers,
  segment,
]);
export type Condition = z.output<typeof condition>;
export type ConditionOn<S extends Subject> = Extract<Condition, { about: S }>;

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
