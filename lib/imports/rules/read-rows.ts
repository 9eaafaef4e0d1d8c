import { type Field, fieldsOf, keyFieldOf } from "../schema/fields";
import { copyRow } from "./copy-text";
import { contentDigest, identityKey, identityPrefix, OccurrenceCounter } from "./identity";
import type { LineProblems } from "./line-problems";
import { type DecimalMark, decimalText, parseDecimal } from "./numbers";
import { type AttributeSource, type Plan, type Source, textOf } from "./plan";
import { customerName, notAMoment, Refusal, readField, readFlag } from "./read-field";
import { type TableKind, type TableSpec, tables, targetsOf } from "./tables";
import { uuid7 } from "./uuid7";

/** A line that is in order, as the values of a row; null where the line says nothing. Names are not looked up yet. */
export type RowLine = {
  line: number;
  key: string;
  /** The key is ours, made of what the line says. */
  isIdentity: boolean;
  /** In the order of the table's columns. */
  values: (string | null)[];
  /** In the order of the table's links. */
  names: (string | null)[];
  /** A public id for a new row, and the values, ready to be copied. */
  text: string;
};

/** The part of a row that does not depend on what others are called inside. */
export const rowText = (values: RowLine["values"]): string =>
  `${uuid7(Date.now())}\t${copyRow(values).slice(0, -1)}`;

type FieldPlan = { field: string; limit: Field; source: Source; columns: number[]; link: number };

/** Where each mapped field of a kind goes. */
function fieldPlans(plan: Plan, kind: TableKind, spec: TableSpec): FieldPlan[] {
  return Object.entries(fieldsOf[kind]).flatMap(([field, limit]) => {
    const source = plan.sources.get(field);
    if (!source || field.startsWith("lines.") || field === keyFieldOf[kind]) return [];
    const targets = Object.hasOwn(targetsOf[kind], field) ? (targetsOf[kind][field] ?? []) : [];
    const columns = targets.map((name) => spec.columns.findIndex((column) => column.name === name));
    const link = spec.links.findIndex(({ name }) => targets.includes(name));
    return [{ field, limit, source, columns: link === -1 ? columns : [], link }];
  });
}

/**
 * Reads the lines of all kinds but feedback. A line that has problems is returned too if it has a key of its own: an
 * order must not be put together without it.
 */
export function rowReader(plan: Plan, kind: TableKind, occurrences = new OccurrenceCounter()) {
  const spec = tables[kind];
  const fields = fieldPlans(plan, kind, spec);
  const keySource = plan.sources.get(keyFieldOf[kind]);
  const status = spec.columns.findIndex(({ name }) => name === "status");
  const attributes = spec.columns.findIndex(({ name }) => name === "attributes");
  const moments = fields.filter(({ limit }) => limit.type === "moment");

  /** What a line says, the same before and after the workspace's time zone was changed. */
  function identityValues(cells: readonly string[], values: RowLine["values"]): RowLine["values"] {
    if (moments.length === 0) return values;
    const said = [...values];
    for (const { source, columns } of moments) {
      const text = source.firstMoments === source.moments ? "" : textOf(plan, source, cells);
      const moment = text ? source.firstMoments(text) : null;
      const [at = -1, day = -1] = columns;
      if (moment) [said[at], said[day]] = [moment.at, moment.day];
    }
    return said.filter((_, column) => spec.columns[column]?.name !== "dayOnly");
  }

  return (cells: readonly string[], line: number, problems: LineProblems, also = ""): RowLine | null => {
    const values: (string | null)[] = spec.columns.map(() => null);
    const names: (string | null)[] = spec.links.map(() => null);
    for (const { field, limit, source, columns, link } of fields) {
      const text = textOf(plan, source, cells);
      if (text === "") continue;
      const read = text === null ? null : readValues(plan, field, limit, source, text);
      if (read === null) problems.add(source.name, rawOf(source, cells), "importPattern");
      else if (read instanceof Refusal) problems.add(source.name, text ?? "", read.reason);
      else if (link !== -1) names[link] = read[0] ?? null;
      else for (const [i, column] of columns.entries()) values[column] = read[i] ?? null;
    }
    for (const { status: said, test } of plan.statusWhen) if (test(cells)) values[status] = said;
    if (plan.attributes.size > 0) values[attributes] = readAttributes(plan, cells, problems);
    const keyText = readKey(plan, kind, keySource, cells, values, problems);
    if (problems.hasFailed() || keyText === null)
      return keyText ? rowOf(line, keyText, false, values, names) : null;
    if (keyText !== "") return rowOf(line, keyText, false, values, names);
    if (values.every((value) => value === null) && names.every((name) => name === null)) {
      problems.add(keySource?.name ?? "", "", "importRequired");
      return null;
    }
    const digest = contentDigest(
      kind,
      plan.form.source,
      JSON.stringify([identityValues(cells, values), names, also]),
    );
    return rowOf(line, identityKey(digest, occurrences.count(digest)), true, values, names);
  };
}

function rowOf(
  line: number,
  key: string,
  isIdentity: boolean,
  values: RowLine["values"],
  names: RowLine["names"],
): RowLine {
  return { line, key, isIdentity, values, names, text: rowText(values) };
}

const rawOf = (source: Source, cells: readonly string[]): string => cells[source.column?.index ?? -1] ?? "";

/** A field's values, one for each of its columns. */
function readValues(
  plan: Plan,
  field: string,
  limit: Field,
  source: Source,
  text: string,
): string[] | Refusal {
  if (limit.type === "moment" || limit.type === "day") {
    const moment = source.moments(text);
    if (!moment) return notAMoment;
    return limit.type === "day" ? [moment.day] : [moment.at, moment.day, moment.dayOnly ? "t" : "f"];
  }
  const value = readField(limit, text, source.decimal, plan.workspace.currency);
  if (value instanceof Refusal) return value;
  return [field === "customer" || field === "company" ? customerName(value) : value];
}

/** "" where the line has no key, null where it has one that cannot be. */
function readKey(
  plan: Plan,
  kind: TableKind,
  source: Source | undefined,
  cells: readonly string[],
  values: readonly (string | null)[],
  problems: LineProblems,
): string | null {
  const raw = textOf(plan, source, cells);
  const name = kind === "touchpoints" ? (values[0] ?? "") : "";
  const text = raw === "" ? keyOfName(name) : raw;
  const column = source?.name ?? keyFieldOf[kind];
  const longest = fieldsOf[kind][keyFieldOf[kind]]?.max ?? 200;
  if (text === null) problems.add(column, source ? rawOf(source, cells) : "", "importPattern");
  else if (text.length > longest) problems.add(column, text, "importTooLong");
  else if (text.startsWith(identityPrefix)) problems.add(column, text, "importReservedKey");
  else if (text === "" && kind === "touchpoints") problems.add(column, "", "importRequired");
  else return text;
  return null;
}

/** A key made of a name: "Inflight wifi service" → "inflight-wifi-service". */
export function keyOfName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

function readAttributes(plan: Plan, cells: readonly string[], problems: LineProblems): string | null {
  const said: Record<string, string | number | boolean> = {};
  for (const [attribute, source] of plan.attributes) {
    const text = textOf(plan, source, cells);
    if (text === "") continue;
    const value = text === null ? null : readAttribute(source, text);
    if (value === null) problems.add(source.name, rawOf(source, cells), "importPattern");
    else if (value instanceof Refusal) problems.add(source.name, text ?? "", value.reason);
    else said[attribute] = value;
  }
  return Object.keys(said).length === 0 ? null : JSON.stringify(said);
}

function readAttribute(
  { type, decimal, moments }: AttributeSource,
  text: string,
): string | number | boolean | Refusal {
  if (text.length > 500) return new Refusal("importTooLong");
  if (type === "number") return numberOr(text, decimal);
  if (type === "boolean") {
    const flag = readFlag(text);
    return flag instanceof Refusal ? flag : flag === "t";
  }
  return type === "date" ? (moments(text)?.day ?? notAMoment) : text;
}

/** A column of numbers may hold a word now and then; it stays a word. */
function numberOr(text: string, mark: DecimalMark): number | string {
  const decimal = parseDecimal(text, mark);
  return decimal ? Number(decimalText(decimal)) : text;
}
