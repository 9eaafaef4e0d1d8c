import type { Scale } from "@/lib/metrics/scales";
import type { ColumnUse } from "../schema/column";
import {
  attributePrefix,
  fieldsOf,
  type ImportKind,
  importKinds,
  isAttributeKey,
  keyFieldOf,
} from "../schema/fields";
import type { ColumnFacts } from "./describe-columns";

export type GuessedQuestion = {
  metric: "nps" | "csat" | "ces" | "rating";
  scale: Scale;
  touchpoint?: string;
  column: string | number;
  notApplicable?: string[];
};
export type GuessedMapping = {
  fields: Record<string, ColumnUse>;
  answers: GuessedQuestion[];
  /** Texts that mean "no value" in all columns. */
  missing: string[];
  /** By column. */
  pattern: Record<string, string>;
};

/** Words by which files call our fields, in English and German; as a name's own words, in this order of belief. */
const words: Record<string, RegExp> = {
  email: /\b(e ?mail|mail)\b/,
  phone: /\b(phone|telephone|mobile|tel|telefon|telefonnummer|handy|rufnummer)\b/,
  submissionKey:
    /^(response|answer|submission|antwort|fragebogen|interview)? ?(id|key|nr|nummer|number|schluessel)$/,
  customer:
    /\b(customer|client|kunde|kunden|kundennummer|kundennr|member|user)\b(?!.*\b(type|typ|name|since|seit)\b)/,
  orderedAt: /\b(ordered|order date|invoice ?date|bestelldatum|bestellt|rechnungsdatum|date|datum|day|tag)\b/,
  answeredAt:
    /\b(answered|submitted|completed|date|datum|timestamp|zeitpunkt|antwortdatum|created|when|at|day|tag)\b/,
  at: /\b(at|date|datum|time|zeit|zeitpunkt|when|day|tag)\b/,
  startedOn: /\b(start|started|begin|beginn|vertragsbeginn|from|von|since|seit)\b/,
  endsOn: /\b(end|ends|ende|vertragsende|until|bis)\b/,
  cancelledOn: /\b(cancelled|canceled|cancellation date|gekuendigt|kuendigung|kuendigungsdatum|notice)\b/,
  withdrawnOn: /\b(withdrawn|zurueckgezogen)\b/,
  cancellationReason: /\b(cancellation reason|kuendigungsgrund|churn reason|grund|reason)\b/,
  involuntary: /\b(involuntary|unfreiwillig)\b/,
  joinedOn: /\b(joined|since|seit|customer since|kunde seit|signup|registered|registriert)\b/,
  plan: /\b(plan|contract|tariff|tarif|vertrag|product|produkt)\b/,
  "monthlyRevenue.amount":
    /\b(monthly ?(revenue|charges?|fee|price)|monatsbetrag|monatsumsatz|grundgebuehr|mrr|fee)\b/,
  "monthlyMargin.amount": /\b(monthly ?margin|deckungsbeitrag)\b/,
  "total.amount": /\b(total|amount|sum|value|dollar value|betrag|summe|umsatz|gesamt|revenue)\b/,
  "margin.amount": /\b(margin|deckungsbeitrag|marge)\b/,
  status: /\b(status|state|zustand)\b/,
  "lines.product": /\b(sku|stock ?code|product|produkt|article|artikel|artikelnummer|item)\b/,
  "lines.productName": /\b(description|product name|produktname|bezeichnung|beschreibung)\b/,
  "lines.productGroup": /\b(category|product group|warengruppe|produktgruppe)\b/,
  "lines.quantity": /\b(quantity|qty|menge|anzahl)\b/,
  "lines.unitPrice": /\b(unit ?price|einzelpreis|stueckpreis|price|preis)\b/,
  expected: /\b(expected|expectation|erwartet|erwartung|soll)\b/,
  importance: /\b(importance|wichtigkeit)\b/,
  validFrom: /\b(valid ?from|gueltig ?ab|since|seit|ab|date|datum)\b/,
  segment: /\b(segment|group|gruppe|kundengruppe)\b/,
  metric: /\b(metric|kennzahl)\b/,
  scale: /\b(scale|skala)\b/,
  source: /\b(source|quelle)\b/,
  touchpoint: /\b(touchpoint|touch point|kontaktpunkt)\b/,
  channel: /\b(channel|kanal)\b/,
  department: /\b(department|abteilung)\b/,
  phase: /\b(phase)\b/,
  momentOfTruth: /\b(moment of truth|moment der wahrheit)\b/,
  owner: /\b(owner|responsible|person|verantwortlich|verantwortliche|zustaendig|ansprechpartner)\b/,
  state: /\b(state|stand|zustand|bearbeitungsstand)\b/,
  contactsPerMonth: /\b(contacts ?(a|per) ?month|kontakte ?(im|pro|je) ?monat)\b/,
  productGroup: /\b(product ?group|produktgruppe|warengruppe)\b/,
  direction: /\b(direction|richtung)\b/,
  durationSeconds: /\b(duration|dauer|seconds|sekunden)\b/,
  subject: /\b(subject|betreff|thema)\b/,
  outcome: /\b(outcome|result|ergebnis)\b/,
  by: /\b(agent|employee|mitarbeiter|mitarbeiterin|by)\b/,
  comment:
    /\b(comment|comments|kommentar|feedback|freitext|explication|remark|bemerkung|verbatim|anmerkung)\b/,
  language: /\b(language|lang|sprache)\b/,
  country: /\b(country|land|nation)\b/,
  company: /\b(company|firma|unternehmen|account)\b/,
  name: /\b(name|fullname|full name|kundenname|bezeichnung)\b/,
  kind: /\b(type|typ|kind|art|kundentyp)\b/,
  key: /\b(key|schluessel|kuerzel|id)\b/,
  externalId:
    /\b(id|nr|no|number|nummer|code|kundennummer|kundennr|invoice ?no|order ?(id|no)|bestellnummer|rechnungsnummer|vertragsnummer|customer ?id)\b/,
};

const fitting: Record<string, readonly ColumnFacts["type"][]> = {
  orderedAt: ["date"],
  answeredAt: ["date"],
  at: ["date"],
  startedOn: ["date"],
  endsOn: ["date", "empty"],
  cancelledOn: ["date", "empty"],
  withdrawnOn: ["date", "empty"],
  joinedOn: ["date"],
  email: ["email", "text"],
  "total.amount": ["number", "whole"],
  "margin.amount": ["number", "whole"],
  "monthlyRevenue.amount": ["number", "whole"],
  "monthlyMargin.amount": ["number", "whole"],
  "lines.quantity": ["number", "whole"],
  "lines.unitPrice": ["number", "whole"],
  expected: ["number", "whole"],
  importance: ["number", "whole"],
  validFrom: ["date"],
  comment: ["text"],
  contactsPerMonth: ["number", "whole"],
};

/** "InvoiceDate" and "Kunden-Nr." as words. */
const plainWords = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/[^a-z\d]+/g, " ")
    .trim();

const isExcelDay = ({ type, least, most }: ColumnFacts) =>
  type === "whole" && least !== null && most !== null && least > 20_000 && most < 80_000;

/** Which columns fill which fields, as far as their names and values tell; each column and field once. */
function guessFields(kind: ImportKind, columns: readonly ColumnFacts[]): Map<string, ColumnFacts> {
  const found = new Map<string, ColumnFacts>();
  const taken = new Set<number>();
  const rest = columns.filter(({ type }) => type !== "empty");
  for (const exact of [true, false]) {
    for (const [field, pattern] of Object.entries(words)) {
      if (!Object.hasOwn(fieldsOf[kind], field) || found.has(field)) continue;
      const column = rest.find((one) => {
        if (taken.has(one.index)) return false;
        const name = plainWords(one.name);
        const isIt = exact
          ? name === plainWords(field) || pattern.exec(name)?.[0] === name
          : pattern.test(name);
        const types = fitting[field];
        return (
          isIt &&
          (types === undefined || types.includes(one.type) || (types.includes("date") && isExcelDay(one)))
        );
      });
      if (!column) continue;
      found.set(field, column);
      taken.add(column.index);
    }
  }
  return found;
}

/** The kind that most of the file's columns speak for. */
export function guessKind(columns: readonly ColumnFacts[]): ImportKind {
  const telling: Record<ImportKind, readonly string[]> = {
    customers: ["email", "phone", "name", "company", "joinedOn"],
    orders: ["orderedAt", "total.amount", "lines.product", "lines.quantity", "lines.unitPrice"],
    contracts: ["plan", "startedOn", "endsOn", "cancelledOn", "monthlyRevenue.amount"],
    contacts: ["direction", "durationSeconds", "subject", "outcome", "at"],
    feedback: ["comment"],
    touchpoints: ["phase", "department", "channel"],
    expectations: ["expected", "importance", "validFrom", "segment"],
  };
  const scores = importKinds.map((kind) => {
    const found = guessFields(kind, columns);
    const own = telling[kind].filter((field) => found.has(field)).length;
    const scales = questionsOf(columns, new Set([...found.values()].map(({ index }) => index))).length;
    return { kind, score: kind === "feedback" ? own + Math.min(4, scales) * 0.9 : own };
  });
  return scores.reduce((a, b) => (b.score > a.score ? b : a)).kind;
}

/** Columns of whole numbers within one scale: that is how questions look. */
function questionsOf(columns: readonly ColumnFacts[], taken: ReadonlySet<number>): GuessedQuestion[] {
  return columns.flatMap((column): GuessedQuestion[] => {
    const { type, least, most, index, ref } = column;
    if (taken.has(index) || type !== "whole" || least === null || most === null) return [];
    const name = plainWords(`${column.name} ${column.also}`);
    if (least < 0 || most > 10 || most < 2 || /\b(age|alter|quantity|anzahl|id|visits|gender)\b/.test(name))
      return [];
    if (/\b(nps|recommend|weiterempfehl\w*|empfehl\w*)\b/.test(name)) {
      // A question that runs from 1 to 10 is none; that shows only where nobody gave the other end.
      return [{ metric: "nps", scale: "0-10", column: ref }];
    }
    const isZeroNoAnswer = least === 0 && most <= 7;
    const top = most <= 3 ? 3 : most <= 5 ? 5 : most <= 7 ? 7 : 10;
    const scale = (least === 0 && !isZeroNoAnswer ? "0-10" : `1-${top}`) as Scale;
    const isSatisfaction =
      /\b(csat|satisf\w*|zufrieden\w*)\b/.test(name) && ["1-5", "1-7", "1-10", "0-10"].includes(scale);
    const isEffort = /\b(ces|effort|aufwand)\b/.test(name) && (top === 5 || top === 7);
    return [
      {
        metric: isSatisfaction ? "csat" : isEffort ? "ces" : "rating",
        scale: isEffort ? (`EFFORT_1_${top}` as Scale) : scale,
        column: ref,
        ...(isZeroNoAnswer ? { notApplicable: ["0"] } : {}),
      },
    ];
  });
}

/** What the columns of a file of this kind probably are; everything can be changed. */
export function guessMapping(kind: ImportKind, columns: readonly ColumnFacts[]): GuessedMapping {
  const found = guessFields(kind, columns);
  const fields: Record<string, ColumnUse> = {};
  const pattern: Record<string, string> = {};
  for (const [field, column] of found) {
    fields[field] =
      isExcelDay(column) && fitting[field]?.includes("date")
        ? { column: column.ref, dateFormat: "excel" }
        : column.ref;
    const names = field === keyFieldOf[kind] || field === "customer" || field === "company";
    if (names && column.samples.length > 0 && column.samples.every((text) => /^\d+\.0$/.test(text)))
      pattern[String(column.ref)] = "^(\\d+)(?:\\.0)?$";
  }
  const taken = new Set([...found.values()].map(({ index }) => index));
  const answers = kind === "feedback" ? questionsOf(columns, taken) : [];
  if (kind === "customers") {
    for (const { index, name, ref, type } of columns) {
      const key = plainWords(name).replaceAll(" ", "_").slice(0, 60);
      if (!taken.has(index) && type !== "empty" && isAttributeKey(key))
        fields[`${attributePrefix}${key}`] = ref;
    }
  }
  return { fields, answers, missing: [...new Set(columns.flatMap(({ missing }) => missing))], pattern };
}
