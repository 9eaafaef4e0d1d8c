import { Prisma } from "@/lib/db/generated/client";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import type { Operator } from "../rules/vocabulary";
import type { FactTables } from "./fact-tables";

type Compared = { op: Operator; value?: unknown };

/** True or false for everybody: what is not known fulfils no comparison. */
const certainly = (sql: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce(${sql}, false)`;

const presence = (sql: Prisma.Sql, op: Operator): Prisma.Sql =>
  op === "known" ? Prisma.sql`(${sql}) is not null` : Prisma.sql`(${sql}) is null`;

const symbols: Partial<Record<Operator, Prisma.Sql>> = {
  is: Prisma.sql`=`,
  isNot: Prisma.sql`<>`,
  lessThan: Prisma.sql`<`,
  atMost: Prisma.sql`<=`,
  moreThan: Prisma.sql`>`,
  atLeast: Prisma.sql`>=`,
};

const impossible = (op: Operator): Error => new Error(`The operator ${op} does not fit here.`);

/** Compares a number exactly; whole numbers stay whole. */
export function compareNumber(sql: Prisma.Sql, { op, value }: Compared): Prisma.Sql {
  if (op === "known" || op === "unknown") return presence(sql, op);
  const symbol = symbols[op];
  if (!symbol || typeof value !== "number") throw impossible(op);
  const number = Number.isInteger(value)
    ? Prisma.sql`${String(value)}::bigint`
    : Prisma.sql`${String(value)}::numeric`;
  return certainly(Prisma.sql`(${sql}) ${symbol} ${number}`);
}

/** The days that a comparison means: from the first to the last, null where it is open. */
export function daysMeant(
  { op, value }: Compared,
  today: LocalDay,
): { first: LocalDay | null; last: LocalDay | null } {
  if (typeof value === "string") {
    if (op === "on") return { first: value, last: value };
    if (op === "before") return { first: null, last: addDays(value, -1) };
    if (op === "since") return { first: value, last: null };
  }
  if (typeof value === "number") {
    if (op === "inLastDays") return { first: addDays(today, -value), last: today };
    if (op === "longerAgoThanDays") return { first: null, last: addDays(today, -value - 1) };
    if (op === "inNextDays") return { first: today, last: addDays(today, value) };
  }
  throw impossible(op);
}

/** @param asText the day is written as text, as attributes hold it: then it is compared letter by letter */
export function compareDay(sql: Prisma.Sql, compared: Compared, today: LocalDay, asText = false): Prisma.Sql {
  if (compared.op === "known" || compared.op === "unknown") return presence(sql, compared.op);
  const { first, last } = daysMeant(compared, today);
  const type = asText ? Prisma.sql`::text collate "C"` : Prisma.sql`::date`;
  const bounds = [
    first === null ? null : Prisma.sql`(${sql}) >= ${first}${type}`,
    last === null ? null : Prisma.sql`(${sql}) <= ${last}${type}`,
  ].filter((bound) => bound !== null);
  return certainly(Prisma.sql`(${Prisma.join(bounds, " and ")})`);
}

/** In small letters whatever the database's own locale is: in "C" an Ö has no small letter. */
const small = (sql: Prisma.Sql): Prisma.Sql => Prisma.sql`lower((${sql}) collate "und-x-icu")`;

/** Equal is equal letter by letter; what is contained is found in small and capital letters. */
export function compareText(sql: Prisma.Sql, { op, value }: Compared): Prisma.Sql {
  switch (op) {
    case "known":
    case "unknown":
      return presence(sql, op);
    case "is":
      return certainly(Prisma.sql`(${sql}) = ${String(value)}::text`);
    case "isNot":
      return certainly(Prisma.sql`(${sql}) <> ${String(value)}::text`);
    case "oneOf":
      return certainly(Prisma.sql`(${sql}) = any(${wordsOf(value)}::text[])`);
    case "noneOf":
      return certainly(Prisma.sql`(${sql}) <> all(${wordsOf(value)}::text[])`);
    case "contains":
      return certainly(Prisma.sql`strpos(${small(sql)}, ${small(Prisma.sql`${String(value)}::text`)}) > 0`);
    case "startsWith":
      return certainly(Prisma.sql`starts_with(${small(sql)}, ${small(Prisma.sql`${String(value)}::text`)})`);
    default:
      throw impossible(op);
  }
}

/** Membership of an id in a list of ids; `noneOf` wants that there is one. */
export function compareIds(sql: Prisma.Sql, op: Operator, ids: readonly number[]): Prisma.Sql {
  if (op === "known" || op === "unknown") return presence(sql, op);
  const isOne = Prisma.sql`(${sql}) = any(${[...ids]}::int[])`;
  return certainly(op === "oneOf" ? isOne : Prisma.sql`not (${isOne})`);
}

const wordsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What is written as a number is one, up to fifteen digits before the point and ten after it. */
export const numberPattern = "^-?[0-9]{1,15}(\\.[0-9]{1,10})?$";
export const dayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/** A free attribute as it is compared: a JSON value that may be a text, a number or a flag. */
type Attribute = Record<"entry" | "text" | "string" | "number", () => Prisma.Sql>;

/** Where an attribute of the customer stands; what is compared is taken out once, however many rules ask about it. */
export function attributeOf(facts: FactTables, key: string): { entry: Prisma.Sql; own: Attribute } {
  const entry = Prisma.sql`c."attributes" -> ${key}::text`;
  const text = Prisma.sql`c."attributes" ->> ${key}::text`;
  return {
    entry,
    own: {
      entry: () => facts.own(entry),
      text: () => facts.own(text),
      string: () => facts.own(Prisma.sql`case when jsonb_typeof(${entry}) = 'string' then ${text} end`),
      number: () =>
        facts.own(Prisma.sql`case
          when jsonb_typeof(${entry}) = 'number' then (${entry})::numeric
          when ${text} ~ ${numberPattern} then (${text})::numeric end`),
    },
  };
}

export function compareAttribute(attribute: Attribute, compared: Compared, today: LocalDay): Prisma.Sql {
  const { op, value } = compared;
  switch (op) {
    case "known":
    case "unknown":
      return presence(attribute.entry(), op);
    case "is":
    case "isNot": {
      const equal = isEqual(attribute, value);
      return op === "is" ? equal : butKnown(attribute, equal);
    }
    case "oneOf":
    case "noneOf": {
      const among = certainly(Prisma.sql`${attribute.string()} = any(${wordsOf(value)}::text[])`);
      return op === "oneOf" ? among : butKnown(attribute, among);
    }
    case "contains":
    case "startsWith":
      return compareText(attribute.string(), compared);
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
      return compareNumber(attribute.number(), compared);
    default: {
      const text = attribute.text();
      return compareDay(
        Prisma.sql`case when ${text} ~ ${dayPattern} then ${text} end`,
        compared,
        today,
        true,
      );
    }
  }
}

/** Of the same kind and equal; a number also where it is written as a text. */
function isEqual(attribute: Attribute, value: unknown): Prisma.Sql {
  if (typeof value === "number") return compareNumber(attribute.number(), { op: "is", value });
  if (typeof value === "string") return certainly(Prisma.sql`${attribute.string()} = ${value}::text`);
  return certainly(Prisma.sql`${attribute.entry()} = ${JSON.stringify(value)}::jsonb`);
}

/** Who lacks it fulfils no denial either. */
const butKnown = (attribute: Attribute, denied: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`((${attribute.entry()}) is not null and not (${denied}))`;
