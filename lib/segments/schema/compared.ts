import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { cleanText, nameField } from "@/lib/fields/text";
import { isLocalDay } from "@/lib/period/local-day";
import {
  type Kind,
  kindOf,
  limits,
  type Operator,
  operators,
  operatorsOf,
  type Subject,
  type ValueKind,
  valueKindOf,
} from "../rules/vocabulary";

/** How an answer is compared with a value, and what fits together: what every kind of condition has in common. */

const largest = 1_000_000_000_000_000;
const word = z.string().overwrite(cleanText).min(1).max(1_000);
const number = z.number().min(-largest).max(largest);
export const keys = z.array(nameField(200)).min(1).max(limits.names);
const days = z.int().min(1).max(limits.days);

export const op = z
  .enum(operators)
  .meta({ id: "SegmentOperator", description: "How the answer is compared." });
export const value = z
  .union([word, number, z.boolean(), z.array(word).min(1).max(limits.names)])
  .optional()
  .meta({
    description:
      "What it is compared with; nothing after `known` and `unknown`. Numbers compare as numbers, dates are texts like 2026-01-31, amounts are in minor units.",
  });

/** Only facts of this time; both together are possible. */
export const window = {
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

export function fits(condition: Compared, context: z.core.$RefinementCtx): void {
  const problem = problemOf(condition);
  if (problem) context.addIssue({ code: "custom", path: [problem.path], message: problem.message });
}
