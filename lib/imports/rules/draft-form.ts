import type { ColumnRef, ColumnUse } from "../schema/column";
import type { Condition } from "../schema/condition";
import { attributePrefix, fieldAliases, fieldsOf, type ImportKind } from "../schema/fields";
import type { ColumnFacts } from "./describe-columns";
import { anyOf, bothOf, conditionOf, halfOf, halfOfCondition, ruleRows, rulesOf } from "./draft-rules";

/** What is said about a file, as the API takes it: our field → column, and the questions. */
export type DraftMapping = { answers?: DraftQuestion[] } & Record<string, unknown>;
export type DraftQuestion = {
  metric: string;
  scale?: string;
  dimension?: string;
  touchpoint?: string;
  column: ColumnRef;
  missing?: string[];
  notApplicable?: string[];
  values?: Record<string, string>;
  pattern?: string;
};
export type DraftOptions = Record<string, unknown>;

/** How one column stands in the form. Every value is a text, as forms have them. */
export type ColumnChoice = {
  /** A field, "attribute", "answer", or "" for a column that is left out. */
  target: string;
  /** A second field that the same column fills. */
  also: string;
  attribute: string;
  type: string;
  metric: string;
  scale: string;
  dimension: string;
  touchpoint: string;
  missing: string;
  notApplicable: string;
  values: string;
  pattern: string;
  dateFormat: string;
};

/** What a choice says that is left open; a list has no entry without a name. */
export const unset = "none";

export type FormValues = Readonly<Record<string, string | string[]>>;

export const fieldName = (index: number, part: keyof ColumnChoice): string => `c${index}-${part}`;

/** The form as it is filled in, as mapping and options of the API. */
export function readDraftForm(
  kind: ImportKind,
  columns: readonly ColumnFacts[],
  form: FormValues,
): { mapping: DraftMapping; options: DraftOptions } {
  const text = (name: string): string => {
    const said = [form[name] ?? ""].flat()[0]?.trim() ?? "";
    return said === unset ? "" : said;
  };
  const mapping: DraftMapping = {};
  const answers: DraftQuestion[] = [];
  for (const { index, ref } of columns) {
    const part = (name: keyof ColumnChoice) => text(fieldName(index, name));
    const how = {
      ...some("missing", listOf(part("missing"))),
      ...some("values", pairsOf(part("values"))),
      ...some("pattern", part("pattern")),
    };
    if (part("target") === "answer") {
      answers.push({
        metric: part("metric") || "rating",
        ...some("scale", part("scale")),
        ...some("dimension", part("dimension")),
        ...some("touchpoint", part("touchpoint")),
        column: ref,
        ...how,
        ...some("notApplicable", listOf(part("notApplicable"))),
      });
    }
    for (const target of [part("target"), part("also")]) {
      const field = target === "attribute" ? `${attributePrefix}${part("attribute")}` : target;
      if (field === "" || field === "answer" || field === "__proto__") continue;
      const rest = {
        ...how,
        ...(isDate(kind, field) || part("type") === "date" ? some("dateFormat", part("dateFormat")) : {}),
        ...(target === "attribute" ? some("type", part("type")) : {}),
      };
      mapping[field] = Object.keys(rest).length > 0 ? { column: ref, ...rest } : ref;
    }
  }
  if (answers.length > 0) mapping.answers = answers;
  return { mapping, options: readOptions(kind, form, text) };
}

function readOptions(kind: ImportKind, form: FormValues, text: (name: string) => string): DraftOptions {
  const defaults = Object.fromEntries(
    Object.keys(fieldsOf[kind]).flatMap((field) =>
      text(`d-${field}`) === "" ? [] : [[field, text(`d-${field}`)]],
    ),
  );
  const skip = anyOf(
    Array.from({ length: ruleRows }, (_, n) => bothOf(halfOf(text, `skip${n}a`), halfOf(text, `skip${n}b`))),
  );
  const statusWhen = Object.fromEntries(
    ["cancelled", "returned"].flatMap((status) => {
      const when = conditionOf(halfOf(text, `when-${status}`));
      return when ? [[status, when]] : [];
    }),
  );
  return {
    ...some("missing", listOf(text("missing"))),
    ...some("decimal", text("decimal")),
    ...some("timeZone", text("timeZone")),
    ...some("createMissing", [form.createMissing ?? []].flat()),
    ...some("defaults", defaults),
    ...(kind === "orders" ? some("statusWhen", statusWhen) : {}),
    ...(skip ? { skipWhen: skip } : {}),
  };
}

/** What has been said so far, as the form is filled in. */
export function columnChoices(
  kind: ImportKind,
  columns: readonly ColumnFacts[],
  mapping: DraftMapping,
  options: DraftOptions,
): ColumnChoice[] {
  const { answers = [], ...fields } = mapping;
  const patterns = (options.pattern ?? {}) as Record<string, string>;
  return columns.map(({ ref, index, name, dateFormat }) => {
    const isIt = (column: unknown) =>
      column === ref || column === index + 1 || String(column).toLowerCase() === String(ref).toLowerCase();
    const question = answers.find(({ column }) => isIt(column));
    const uses = Object.entries(fields as Record<string, ColumnUse>).filter(([, use]) => isIt(columnOf(use)));
    const [given, use] = uses[0] ?? [];
    const [also] = uses[1] ?? [];
    const how = question ?? (typeof use === "object" ? use : undefined) ?? {};
    const extra = how as {
      dateFormat?: string;
      type?: string;
      missing?: string[];
      values?: object;
      pattern?: string;
    };
    const field = given === undefined ? "" : (fieldAliases[given] ?? given);
    const isAttribute = field.startsWith(attributePrefix);
    return {
      target: question ? "answer" : isAttribute ? "attribute" : field,
      also: question ? field : also === undefined ? "" : (fieldAliases[also] ?? also),
      attribute: isAttribute ? field.slice(attributePrefix.length) : keyOf(name),
      type: extra.type ?? "",
      metric: question?.metric ?? "rating",
      scale: question?.scale ?? (question ? (question.metric === "nps" ? "0-10" : "") : ""),
      dimension: question?.dimension ?? "experience",
      touchpoint: question?.touchpoint ?? "",
      missing: (extra.missing ?? []).join(", "),
      notApplicable: (question?.notApplicable ?? []).join(", "),
      values: Object.entries(extra.values ?? {})
        .map(([from, to]) => `${from} = ${to}`)
        .join("; "),
      pattern: extra.pattern ?? patterns[String(ref)] ?? "",
      dateFormat:
        extra.dateFormat ?? (isDate(kind, field) && dateFormat !== "ambiguous" ? (dateFormat ?? "") : ""),
    };
  });
}

/** Conditions that the form cannot show: it leaves them as they are unless somebody states another one in their place. */
export function hiddenConditions({ skipWhen, statusWhen }: DraftOptions): DraftOptions {
  const statuses = Object.entries((statusWhen ?? {}) as Record<string, unknown>);
  // Of a status the form shows one comparison.
  const hidden = statuses.filter(([, when]) => halfOfCondition(when as Condition) === null);
  return {
    ...(rulesOf(skipWhen) === null ? { skipWhen } : {}),
    ...some("statusWhen", Object.fromEntries(hidden)),
  };
}

export const isDate = (kind: ImportKind, field: string): boolean =>
  ["moment", "day"].includes(fieldsOf[kind][fieldAliases[field] ?? field]?.type ?? "");

const columnOf = (use: ColumnUse): ColumnRef => (typeof use === "object" ? use.column : use);

const keyOf = (name: string): string => name.replace(/[^\p{L}\p{N}_.-]+/gu, "_").slice(0, 60);

function some<K extends string, V>(key: K, value: V): Partial<Record<K, V>> {
  const isEmpty =
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return isEmpty ? {} : ({ [key]: value } as Record<K, V>);
}

/** "NA, -99" */
const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** "Firma = company; Privat = person" */
function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(";").flatMap((pair) => {
      const at = pair.indexOf("=");
      const from = pair.slice(0, at).trim();
      return at > 0 && from !== "" && from !== "__proto__" ? [[from, pair.slice(at + 1).trim()]] : [];
    }),
  );
}

/** Where the engine refuses something, the field of the form that says it. */
export function formFields(
  fields: Readonly<Record<string, string>>,
  columns: readonly ColumnFacts[],
  mapping: DraftMapping,
): Record<string, string> {
  const { answers = [], ...rest } = mapping;
  const indexOf = (column: unknown) => columns.find(({ ref }) => ref === column)?.index;
  return Object.fromEntries(
    Object.entries(fields).map(([place, reason]) => {
      const answer = /^mapping\.answers\.(\d+)(?:\.(\w+))?/.exec(place);
      const index = answer
        ? indexOf(answers[Number(answer[1])]?.column)
        : place.startsWith("mapping.")
          ? indexOf(columnOf((rest as Record<string, ColumnUse>)[place.slice(8)] ?? ""))
          : undefined;
      if (index === undefined)
        return [place.replace(/^options\.defaults\./, "d-").replace(/^options\./, ""), reason];
      const part = answer?.[2];
      return [
        fieldName(index, part === "scale" || part === "touchpoint" || part === "metric" ? part : "target"),
        reason,
      ];
    }),
  );
}
