import type { ColumnRef } from "../schema/column";
import type { Comparison, Condition } from "../schema/condition";
import type { CellReader, Column } from "./columns";
import { type DecimalMark, decimalText, parseDecimal } from "./numbers";

export type Test = (cells: readonly string[]) => boolean;

/**
 * A condition as a function of a line. It sees cells without the texts that mean "no value", before patterns and
 * values are applied.
 */
export function compileCondition(
  condition: Condition,
  find: (column: ColumnRef) => Column,
  read: CellReader,
  decimal: DecimalMark,
): Test {
  const compile = (inner: Condition) => compileCondition(inner, find, read, decimal);
  if ("all" in condition) {
    const tests = condition.all.map(compile);
    return (cells) => tests.every((test) => test(cells));
  }
  if ("any" in condition) {
    const tests = condition.any.map(compile);
    return (cells) => tests.some((test) => test(cells));
  }
  if ("not" in condition) {
    const test = compile(condition.not);
    return (cells) => !test(cells);
  }
  const column = { ...find(condition.column), pattern: null, values: null };
  const tests = comparisons(condition, decimal);
  return (cells) => {
    const text = read(column, cells) ?? "";
    return tests.every((test) => test(text));
  };
}

function comparisons(said: Comparison, decimal: DecimalMark): ((text: string) => boolean)[] {
  const tests: ((text: string) => boolean)[] = [];
  const { equals, oneOf, beginsWith, endsWith, contains, empty } = said;
  if (equals !== undefined) tests.push(equal(equals, decimal));
  if (oneOf !== undefined) {
    const each = oneOf.map((one) => equal(one, decimal));
    tests.push((text) => each.some((test) => test(text)));
  }
  if (beginsWith !== undefined) tests.push((text) => text.startsWith(beginsWith));
  if (endsWith !== undefined) tests.push((text) => text.endsWith(endsWith));
  if (contains !== undefined) tests.push((text) => text.includes(contains));
  if (empty !== undefined) tests.push((text) => (text === "") === empty);
  const numeric = (limit: number | undefined, holds: (number: number, limit: number) => boolean) => {
    if (limit === undefined) return;
    tests.push((text) => {
      const number = numberOf(text, decimal);
      return number !== null && holds(number, limit);
    });
  };
  numeric(said.less, (number, limit) => number < limit);
  numeric(said.lessOrEqual, (number, limit) => number <= limit);
  numeric(said.greater, (number, limit) => number > limit);
  numeric(said.greaterOrEqual, (number, limit) => number >= limit);
  return tests;
}

function equal(wanted: string | number | boolean, decimal: DecimalMark): (text: string) => boolean {
  if (typeof wanted === "number") return (text) => numberOf(text, decimal) === wanted;
  return (text) => text === String(wanted);
}

function numberOf(text: string, decimal: DecimalMark): number | null {
  const parsed = parseDecimal(text, decimal);
  return parsed ? Number(decimalText(parsed)) : null;
}
