import type { Comparison, Condition } from "../schema/condition";

/** `Column`, how it is compared, with what. Rows are joined by "or", the two halves of a row by "and". */
export type RuleHalf = { column: string; op: string; value: string };
export type Rule = { first: RuleHalf; second: RuleHalf };

export const comparisons = [
  "empty",
  "filled",
  "equals",
  "notEquals",
  "beginsWith",
  "notBeginsWith",
  "contains",
  "less",
  "lessOrEqual",
  "greater",
  "greaterOrEqual",
] as const;
export const ruleRows = 4;

const nothing: RuleHalf = { column: "", op: "", value: "" };

/** The rows of a condition, or null where it is none that the form can show. */
export function rulesOf(condition: unknown): Rule[] | null {
  if (condition === undefined || condition === null) return [];
  const one = condition as Condition;
  const rows = "any" in one ? one.any : [one];
  if (rows.length > ruleRows) return null;
  const rules = rows.map((row) => {
    const halves = ("all" in row ? row.all : [row]).map(halfOfCondition);
    const [first, second = nothing] = halves;
    return halves.length <= 2 && first && halves.every((half) => half !== null) && second
      ? { first, second }
      : null;
  });
  return rules.every((rule) => rule !== null) ? (rules as Rule[]) : null;
}

export const halfOf = (text: (name: string) => string, prefix: string): RuleHalf => ({
  column: text(`${prefix}-column`),
  op: text(`${prefix}-op`),
  value: text(`${prefix}-value`),
});

export function conditionOf({ column, op, value }: RuleHalf): Condition | null {
  if (column === "" || op === "") return null;
  const ref = /^#\d+$/.test(column) ? Number(column.slice(1)) : column;
  switch (op) {
    case "empty":
      return { column: ref, empty: true };
    case "filled":
      return { column: ref, empty: false };
    case "equals":
      return { column: ref, equals: value };
    case "notEquals":
      return { not: { column: ref, equals: value } };
    case "beginsWith":
      return { column: ref, beginsWith: value };
    case "notBeginsWith":
      return { not: { column: ref, beginsWith: value } };
    case "contains":
      return { column: ref, contains: value };
    default:
      return { column: ref, [op]: Number(value.replace(",", ".")) } as Comparison;
  }
}

export function halfOfCondition(condition: Condition): RuleHalf | null {
  if ("not" in condition) {
    const half = halfOfCondition(condition.not);
    if (half?.op === "equals") return { ...half, op: "notEquals" };
    return half?.op === "beginsWith" ? { ...half, op: "notBeginsWith" } : null;
  }
  if ("all" in condition || "any" in condition) return null;
  const { column, ...said } = condition;
  const entries = Object.entries(said);
  const [op, value] = entries[0] ?? [];
  if (entries.length !== 1 || op === undefined) return null;
  const name = typeof column === "number" ? `#${column}` : column;
  if (op === "empty") return { column: name, op: value ? "empty" : "filled", value: "" };
  return (comparisons as readonly string[]).includes(op) ? { column: name, op, value: String(value) } : null;
}

export function bothOf(first: RuleHalf, second: RuleHalf): Condition | null {
  const both = [conditionOf(first), conditionOf(second)].filter((one) => one !== null);
  return both.length > 1 ? { all: both } : (both[0] ?? null);
}

export function anyOf(conditions: readonly (Condition | null)[]): Condition | null {
  const all = conditions.filter((one) => one !== null);
  return all.length > 1 ? { any: all } : (all[0] ?? null);
}
