import type { Scope } from "@/lib/auth/scope";
import { currencyDigits } from "@/lib/format/money";
import type { Locale } from "@/lib/language/locale";
import { type Translate, translator } from "@/lib/language/translator";
import type { CsvStyle } from "@/lib/sheets/csv-row";
import type { Cell, CellKind, Sheet } from "@/lib/sheets/sheet";
import { localeOf } from "./open-door";

/** What cells are written with: the reader's words, and the workspace's calendar and money. */
export type ExportWords = { t: Translate; locale: Locale; timeZone: string; currency: string };

/** A column of an exported list. `key` names its header under `exports.columns`. */
export type ExportColumn<Row> = {
  key: string;
  /** The key is the company's own word and itself the header. */
  isOwn?: boolean;
  /** `money` is handed in as minor units. Text unless said otherwise. */
  kind?: CellKind | "money";
  value: (row: Row, words: ExportWords) => string | number | bigint | Date | null;
};

/** How a list leaves as a file: the same rows in the same order, all of them. It stands in the room, beside the list. */
export type ListExport<Input, Row> = {
  /** Names the file and, under `exports.lists`, the sheet. */
  name: string;
  columns: readonly ExportColumn<Row>[] | ((input: Input) => readonly ExportColumn<Row>[]);
  rows: (scope: Scope, input: Input) => AsyncIterable<Row> | Promise<Iterable<Row>>;
};

/** The list as a table in the reader's language; its rows are read while it is written. */
export function sheetOf<Input, Row>(spec: ListExport<Input, Row>, scope: Scope, input: Input): Sheet {
  const locale = localeOf(scope);
  const t = rememberingTranslator(locale);
  const words: ExportWords = { t, locale, timeZone: scope.timeZone, currency: scope.currency };
  const columns = typeof spec.columns === "function" ? spec.columns(input) : spec.columns;
  const moneyDigits = currencyDigits(scope.currency);
  const localTime = new Intl.DateTimeFormat("sv-SE", {
    timeZone: scope.timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const cellOf = ({ kind, value }: ExportColumn<Row>, row: Row): Cell => {
    const cell = value(row, words);
    if (cell instanceof Date) return localTime.format(cell);
    if (typeof cell === "bigint" || (kind === "money" && cell !== null))
      return Number(cell) / (kind === "money" ? 10 ** moneyDigits : 1);
    return cell;
  };
  return {
    title: t(`exports.lists.${spec.name}`),
    columns: columns.map(({ key, isOwn, kind = "text" }) => ({
      header: (isOwn ? key : t(`exports.columns.${key}`)) + (kind === "money" ? ` (${scope.currency})` : ""),
      kind: kind === "money" ? "number" : kind,
    })),
    rows: (async function* () {
      for await (const row of await spec.rows(scope, input))
        yield columns.map((column) => cellOf(column, row));
    })(),
    csv: csvOf[locale],
  };
}

/** A translator for many rows: what says the same every time is looked up once. */
function rememberingTranslator(locale: Locale): Translate {
  const t = translator(locale);
  const known = new Map<string, string>();
  return (key, values) => {
    if (values) return t(key, values);
    const text = known.get(key) ?? t(key);
    known.set(key, text);
    return text;
  };
}

/** Excel in German reads a semicolon between cells and a comma in numbers. */
const csvOf: Record<Locale, CsvStyle> = {
  de: { delimiter: ";", decimal: "," },
  en: { delimiter: ",", decimal: "." },
};
