import { AppError } from "@/lib/errors/app-error";
import { attributePrefix, fieldAliases, fieldsOf, type ImportKind } from "../schema/fields";
import type { Mapping, Options } from "../schema/mapping";
import { type Column, Columns, cellReader, howOf, refOf } from "./columns";
import { compileFormat } from "./date-format";
import type { FileForm } from "./file-form";
import { guessFormat } from "./guess-format";
import type { Inspection } from "./inspect-file";
import { guessDecimalMark } from "./numbers";

/** A number that is surely meant as one: "007" and twenty digits are names. */
const plainNumber = /^-?(0|[1-9]\d{0,14})([.,]\d{1,9})?$/;

/**
 * What the mapped columns hold, as far as a sample of the file tells: how dates and decimals are written.
 * @throws AppError `invalid` for dates that cannot be read or could be read in two ways
 */
export function guessCells(
  kind: ImportKind,
  mapping: Mapping,
  options: Options,
  { form, sample }: Inspection,
): Pick<FileForm, "dateFormats" | "decimal" | "numberColumns"> {
  const columns = new Columns(form, options, mapping.fields);
  const read = cellReader(form.hasControls);
  const textsOf = (column: Column) =>
    sample.map((cells) => read(column, cells) ?? "").filter((text) => text !== "");
  const mapped = Object.entries(mapping.fields).map(([given, use]) => {
    const field = fieldAliases[given] ?? given;
    const type = field.startsWith(attributePrefix)
      ? "attribute"
      : (fieldsOf[kind][field]?.type ?? fieldsOf[kind][given]?.type);
    const column = columns.column(`mapping.${given}`, refOf(use), howOf(use));
    return { type, column, use };
  });
  columns.check();

  const dateFormats: Record<string, string> = {};
  for (const { type, column, use } of mapped) {
    if (type !== "moment" && type !== "day") continue;
    const said = (typeof use === "object" ? use.dateFormat : undefined) ?? options.dateFormat;
    dateFormats[String(column.index)] = said === undefined ? guessed(column, textsOf(column)) : checked(said);
  }
  const numbers = mapped.filter(({ type }) => type === "amount" || type === "decimal" || type === "whole");
  const attributes = mapped.filter(({ type }) => type === "attribute");
  const decimal =
    options.decimal ?? guessDecimalMark([...numbers, ...attributes].flatMap(({ column }) => textsOf(column)));
  const numberColumns = attributes
    .filter(({ column }) => {
      const texts = textsOf(column);
      return texts.length > 0 && texts.every((text) => plainNumber.test(text));
    })
    .map(({ column }) => column.index);
  return { dateFormats, decimal, numberColumns };
}

function checked(format: string): string {
  if (format === "excel" || format === "unix" || compileFormat(format)) return format;
  throw new AppError("invalid", "importDateFormat", {
    values: { format },
    fields: { "options.dateFormat": "importDateFormat" },
  });
}

function guessed(column: Column, texts: readonly string[]): string {
  const format = guessFormat(texts);
  if (format !== "ambiguous" && format !== null) return format;
  const reason = format === null ? "importDatesUnknown" : "importDatesAmbiguous";
  throw new AppError("invalid", reason, {
    values: { column: column.name, value: (texts[0] ?? "").slice(0, 60) },
    fields: { "options.dateFormat": reason },
  });
}
