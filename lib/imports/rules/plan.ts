import { AppError } from "@/lib/errors/app-error";
import type { ColumnUse } from "../schema/column";
import {
  attributePrefix,
  fieldAliases,
  fieldsOf,
  type ImportKind,
  isAttributeKey,
  keyFieldOf,
  neededToCreate,
} from "../schema/fields";
import type { Mapping, Options, Question } from "../schema/mapping";
import { type CellReader, type Column, Columns, cellReader, howOf, refOf } from "./columns";
import { compileCondition, type Test } from "./conditions";
import type { FileForm } from "./file-form";
import { type MomentReader, momentReader } from "./moments";
import type { DecimalMark } from "./numbers";

/** What the workspace has to say about a file. */
export type WorkspaceForm = {
  timeZone: string;
  /** The time zone before it was first changed, if it ever was. */
  firstTimeZone: string | null;
  currency: string;
};

/** Where a field's text comes from: a column, a constant, or the one with the other as a stand-in. */
export type Source = {
  name: string;
  column: Column | null;
  constant: string;
  decimal: DecimalMark;
  moments: MomentReader;
  /** The same in the first time zone: by what it reads, lines and submissions are known again for ever. */
  firstMoments: MomentReader;
};

export type AttributeSource = Source & { type: "text" | "number" | "boolean" | "date" };

export type PlannedQuestion = Question & { source: Column; notApplicableTexts: ReadonlySet<string> };

/** A mapping that has met its file: everything found, compiled and checked. */
export type Plan = {
  kind: ImportKind;
  form: FileForm;
  workspace: WorkspaceForm;
  read: CellReader;
  sources: ReadonlyMap<string, Source>;
  attributes: ReadonlyMap<string, AttributeSource>;
  questions: readonly PlannedQuestion[];
  skipWhen: Test | null;
  statusWhen: readonly { status: string; test: Test }[];
};

/** Short names become full ones; what the kind does not have is refused, naming what it has. */
function fieldNames<T>(kind: ImportKind, fields: Record<string, T>, place: string): Map<string, T> {
  const known = fieldsOf[kind];
  const named = new Map<string, T>();
  for (const [given, value] of Object.entries(fields)) {
    const alias = Object.hasOwn(fieldAliases, given) ? fieldAliases[given] : undefined;
    const field = alias !== undefined && Object.hasOwn(known, alias) ? alias : given;
    const isAttribute = kind === "customers" && field.startsWith(attributePrefix);
    if (isAttribute ? !isAttributeKey(field.slice(attributePrefix.length)) : !Object.hasOwn(known, field)) {
      throw new AppError("invalid", "importUnknownField", {
        values: {
          field: given,
          kind,
          fields: [...Object.keys(known), ...(kind === "customers" ? [`${attributePrefix}…`] : [])].join(
            ", ",
          ),
        },
        fields: { [`${place}.${given}`]: "importUnknownField" },
      });
    }
    named.set(field, value);
  }
  return named;
}

/** What can be said about a mapping before its file is read. */
export function checkMapping(kind: ImportKind, mapping: Mapping, options: Options): void {
  const fields = fieldNames(kind, mapping.fields, "mapping");
  const constants = fieldNames(kind, options.defaults, "options.defaults");
  const has = (field: string) => fields.has(field) || constants.has(field);
  const refuse = (reason: string, place: string, values: Record<string, string> = {}) => {
    throw new AppError("invalid", reason, { values, fields: { [place]: reason } });
  };
  if (kind !== "feedback" && mapping.answers.length > 0) {
    refuse("importUnknownField", "mapping.answers", {
      field: "answers",
      kind,
      fields: Object.keys(fieldsOf[kind]).join(", "),
    });
  }
  if (kind === "feedback" && mapping.answers.length === 0 && !fields.has("comment"))
    refuse("importNothingSaid", "mapping.answers");
  if (kind !== "orders" && Object.keys(options.statusWhen).length > 0) {
    refuse("importUnknownField", "options.statusWhen", {
      field: "statusWhen",
      kind,
      fields: Object.keys(fieldsOf[kind]).join(", "),
    });
  }
  if (kind === "customers" && fields.size === 0) refuse("importEmptyMapping", "mapping");
  const byLines = [...fields.keys()].some((field) => field.startsWith("lines."));
  if (byLines && !has("lines.product")) refuse("importNeedsField", "mapping", { field: "lines.product" });
  if (byLines && !has("lines.amount") && !(has("lines.quantity") && has("lines.unitPrice"))) {
    refuse("importNeedsField", "mapping", { field: "lines.unitPrice" });
  }
  const canOnlyUpdate = kind !== "feedback" && fields.has(keyFieldOf[kind]);
  for (const needed of neededToCreate[kind]) {
    const isTotalOfLines = needed === "total.amount" && byLines;
    if (has(needed) || isTotalOfLines || (canOnlyUpdate && needed !== keyFieldOf[kind])) continue;
    if (needed === "key" && has("name")) continue;
    refuse("importNeedsField", "mapping", { field: needed });
  }
}

/**
 * Joins a mapping with its file. What it refuses is refused before the first line is stored.
 * @throws AppError `invalid` naming every column that the file lacks
 */
export function compilePlan(
  kind: ImportKind,
  mapping: Mapping,
  options: Options,
  form: FileForm,
  workspace: WorkspaceForm,
): Plan {
  checkMapping(kind, mapping, options);
  const fields = fieldNames(kind, mapping.fields, "mapping");
  const constants = fieldNames(kind, options.defaults, "options.defaults");
  const columns = new Columns(form, options, mapping.fields);
  const read = cellReader(form.hasControls);
  const readers = new Map<string, MomentReader>();

  function moments(column: Column | null, format: string | undefined, zone: string): MomentReader {
    const name =
      format ?? options.dateFormat ?? (column ? form.dateFormats[String(column.index)] : undefined) ?? "iso";
    const key = `${name} ${zone}`;
    let reader = readers.get(key);
    if (!reader) {
      reader = momentReader(name, options.timeZone ?? zone, zone);
      readers.set(key, reader);
    }
    return reader;
  }

  function sourceOf(field: string, use: ColumnUse | undefined): Source {
    const how = use === undefined ? {} : howOf(use);
    const column = use === undefined ? null : columns.column(`mapping.${field}`, refOf(use), how);
    const said = constants.get(field);
    const constant = said === undefined ? "" : String(said).trim();
    const format = typeof use === "object" ? use.dateFormat : undefined;
    return {
      name: column?.name ?? field,
      column,
      // A number in JSON has a point; beside a column it is read like the column's cells.
      constant:
        column && typeof said === "number" && form.decimal === "," ? constant.replace(".", ",") : constant,
      decimal: column ? form.decimal : ".",
      moments: moments(column, format, workspace.timeZone),
      firstMoments: moments(column, format, workspace.firstTimeZone ?? workspace.timeZone),
    };
  }

  const sources = new Map<string, Source>();
  const attributes = new Map<string, AttributeSource>();
  for (const field of new Set([...fields.keys(), ...constants.keys()])) {
    const use = fields.get(field);
    const source = sourceOf(field, use);
    if (!field.startsWith(attributePrefix)) {
      sources.set(field, source);
      continue;
    }
    const numbers = source.column !== null && form.numberColumns.includes(source.column.index);
    const said = typeof use === "object" ? use.type : undefined;
    attributes.set(field.slice(attributePrefix.length), {
      ...source,
      type: said ?? (numbers ? "number" : "text"),
    });
  }
  const questions = mapping.answers.map((question, index) => ({
    ...question,
    source: columns.column(`mapping.answers.${index}.column`, question.column, question),
    notApplicableTexts: new Set(question.notApplicable ?? []),
  }));
  const conditions = Object.entries(options.statusWhen);
  const findColumn = (place: string) => (ref: string | number) => columns.column(place, ref);
  const skipWhen = options.skipWhen
    ? compileCondition(options.skipWhen, findColumn("options.skipWhen"), read, form.decimal)
    : null;
  const statusWhen = conditions.map(([status, condition]) => ({
    status,
    test: compileCondition(condition, findColumn(`options.statusWhen.${status}`), read, form.decimal),
  }));
  columns.check();
  return { kind, form, workspace, read, sources, attributes, questions, skipWhen, statusWhen };
}

/** The text of a field in a line: its cell, else its constant. Null where the cell is not what its pattern expects. */
export function textOf(plan: Plan, source: Source | undefined, cells: readonly string[]): string | null {
  if (source === undefined) return "";
  if (source.column === null) return source.constant;
  const text = plan.read(source.column, cells);
  return text === "" ? source.constant : text;
}
