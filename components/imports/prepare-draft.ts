import type { useTranslations } from "next-intl";
import { metrics, reasons } from "@/lib/feedback/rules/codes";
import { formatDay, formatInstant } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import type { DraftPage, NamedPlace } from "@/lib/imports/queries/load-draft-pages";
import type { StoredRow } from "@/lib/imports/queries/stored-rows";
import type { ColumnFacts } from "@/lib/imports/rules/describe-columns";
import { fieldsOf, type ImportKind } from "@/lib/imports/schema/fields";
import type { translator } from "@/lib/language/translator";
import { isLocalDay } from "@/lib/period/local-day";

type Words = ReturnType<typeof useTranslations<"importWizard">>;
type Field = Parameters<Words>[0];

/** Names of fields are keys of messages, where a point would mean something else. */
export const fieldWord = (t: Words, field: string): string =>
  t(`fields.${field.replaceAll(".", "_")}` as Field);

export function typeInWords(column: ColumnFacts, t: Words): string {
  const { type, dateFormat, least, most } = column;
  if (type === "date" && dateFormat === "ambiguous") return t("datesAmbiguous");
  if (type === "date" && dateFormat)
    return t("datesAs", { format: dateFormat === "iso" ? "YYYY-MM-DD" : dateFormat });
  const word = t(`types.${type}`);
  return least !== null && most !== null
    ? `${word}, ${t("range", { least: String(least), most: String(most) })}`
    : word;
}

/** Where the words for what a field can say stand. */
export const wordsOf: Record<string, string> = {
  kind: "customers.kinds",
  status: "exports.orderStatus",
  direction: "log.directions",
  technique: "feedback.techniques",
  occasion: "feedback.occasions",
  state: "touchpoints.states",
  metric: "importWizard.metrics",
  scale: "overview.scales",
};

type Reader = {
  locale: string;
  timeZone: string;
  currency: string;
  names: DraftPage["names"];
  /** Words of a place in the messages; handed in, because a browser has those of one language only. */
  wordsAt: (place: string) => ReturnType<typeof translator>;
};

type Cells = { fields: string[]; rows: { line: string; outcome: string; cells: Record<string, string> }[] };

/** Rows as they will be stored, in the words of the reader; fields that none of them has are left out. */
export function storedInWords(kind: ImportKind, rows: readonly StoredRow[], t: Words, reader: Reader): Cells {
  const fields = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].filter((field) =>
    rows.some(({ values }) => !isNothing(values[field])),
  );
  return {
    fields,
    rows: rows.map(({ line, outcome, values }) => ({
      line: formatCount(line, reader.locale),
      outcome: t(`outcomes.${outcome as "created"}`),
      cells: Object.fromEntries(
        fields.map((field) => [field, cellText(kind, field, values[field], t, reader)]),
      ),
    })),
  };
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  // Numbers that we gave, because the file has none.
  String(value).startsWith("import:") ||
  (typeof value === "object" && Object.keys(value as object).length === 0);

function cellText(kind: ImportKind, field: string, value: unknown, t: Words, reader: Reader): string {
  if (isNothing(value)) return "";
  if (field === "answers") return answersText(value as AnswerCell[], t, reader);
  if (field === "attributes")
    return Object.entries(value as object)
      .map(([key, one]) => `${key}: ${one}`)
      .join(", ");
  switch (fieldsOf[kind][field]?.type) {
    case "amount":
      return formatMoney(Number(value), reader.currency, reader.locale);
    case "day":
      return formatDay(String(value), reader.locale);
    case "moment":
      return isLocalDay(String(value))
        ? formatDay(String(value), reader.locale)
        : formatInstant(new Date(String(value)), reader.locale, reader.timeZone);
    case "flag":
      return value ? t("yes") : t("no");
    default:
      return inWords(field, String(value), reader);
  }
}

type AnswerCell = { metric: number; score: number | null; reason: number | null; touchpoint: string | null };

function answersText(answers: readonly AnswerCell[], t: Words, reader: Reader): string {
  return answers
    .map(({ metric, score, reason, touchpoint }) => {
      const what = touchpoint
        ? inWords("touchpoint", touchpoint, reader)
        : t(`metrics.${metrics.nameOf(metric)}` as Field);
      const isNotApplicable = reason !== null && reasons.nameOf(reason) === "not_applicable";
      return `${what}: ${score ?? (isNotApplicable ? t("notApplicable") : "–")}`;
    })
    .join(", ");
}

/** A code or a key as people call it; what nobody has named stays as it stands. */
function inWords(field: string, value: string, { wordsAt, names }: Reader): string {
  const known = names[field as NamedPlace]?.find(({ key }) => key === value)?.name;
  const place = wordsOf[field];
  const words = place === undefined ? undefined : wordsAt(place);
  return known ?? (words?.has(value) ? words(value) : value);
}
