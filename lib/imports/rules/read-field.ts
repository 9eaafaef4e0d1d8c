import { currencyDigits } from "@/lib/format/money";
import { locales } from "@/lib/language/locale";
import { messages } from "@/lib/language/translator";
import { touchpointStates } from "@/lib/touchpoints/schema";
import type { Field } from "../schema/fields";
import { type DecimalMark, decimalText, parseDecimal, toMinorUnits } from "./numbers";

/** Why a text is no value of its field. */
export class Refusal {
  constructor(readonly reason: string) {}
}

const refusal = (reason: string) => new Refusal(reason);
const tooLong = refusal("importTooLong");
const notAChoice = refusal("importNotAChoice");
const notANumber = refusal("importNotANumber");
const notAWholeNumber = refusal("wholeNumber");
const tooManyDecimals = refusal("importTooManyDecimals");
const tooLargeNumber = refusal("importTooLarge");
const notAFlag = refusal("importNotAFlag");
const notAnEmail = refusal("importNotAnEmail");
const unknownCountry = refusal("importUnknownCountry");
const unknownLanguage = refusal("importUnknownLanguage");
const otherCurrency = refusal("importOtherCurrency");
export const notAMoment = refusal("importNotAMoment");

/** What our own exports say for a choice, in every language. */
const said = locales.map((locale) => messages[locale].touchpoints);
const stateWords = new Map(
  said.flatMap(({ states }) => Object.entries(states).map(([state, word]) => [word.toLowerCase(), state])),
);
const lower = (word: string) => word.toLowerCase();

const yes = new Set([
  ...["true", "t", "yes", "y", "1", "x", "ja", "j", "wahr", "oui", "on"],
  ...said.map(({ planned }) => lower(planned.true)),
]);
const no = new Set([
  ...["false", "f", "no", "n", "0", "nein", "falsch", "non", "off"],
  ...said.map(({ planned }) => lower(planned.false)),
]);

/** "t" or "f" for the words that files have for them. */
export function readFlag(text: string): "t" | "f" | Refusal {
  const word = text.toLowerCase();
  return yes.has(word) ? "t" : no.has(word) ? "f" : notAFlag;
}

export function readLanguage(text: string): string | Refusal {
  const [language = "", ...rest] = text.replace("_", "-").split("-");
  const tag = [language.toLowerCase(), ...rest].join("-");
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$/.test(tag) ? tag : unknownLanguage;
}

/** Names of countries in the languages that files come in → their code. */
let countries: Map<string, string> | undefined;

function countryNames(): Map<string, string> {
  if (countries) return countries;
  countries = new Map();
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  for (const locale of ["fr", "de", "en"]) {
    const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
    for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
      const name = names.of(code);
      // The United Kingdom has two codes by name; the standard's is GB.
      if (name && code !== "UK") countries.set(name.toLowerCase(), code);
    }
  }
  for (const [name, code] of Object.entries({
    usa: "US",
    uk: "GB",
    "great britain": "GB",
    eire: "IE",
    holland: "NL",
    uae: "AE",
  })) {
    countries.set(name, code);
  }
  return countries;
}

export function readCountry(text: string): string | Refusal {
  const upper = text.toUpperCase();
  const named = countryNames();
  if (/^[A-Z]{2}$/.test(upper)) return [...named.values()].includes(upper) ? upper : unknownCountry;
  return named.get(text.toLowerCase()) ?? unknownCountry;
}

export function readChoice(text: string, choices: readonly string[]): string | Refusal {
  if (choices.includes(text)) return text;
  const word = text.toLowerCase();
  const state = choices === touchpointStates ? stateWords.get(word) : undefined;
  return state ?? choices.find((choice) => choice === word) ?? notAChoice;
}

export function readText(text: string, max: number): string | Refusal {
  return text.length > max ? tooLong : text;
}

const exponents = new Map<string, number>();

/** Major units of a file → minor units, exactly. */
export function readAmount(text: string, mark: DecimalMark, currency: string): string | Refusal {
  const decimal = parseDecimal(withoutCurrency(text, currency), mark);
  if (!decimal) return notANumber;
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    exponent = currencyDigits(currency);
    exponents.set(currency, exponent);
  }
  const minor = toMinorUnits(decimal, exponent);
  if (minor === "tooManyDecimals") return tooManyDecimals;
  return minor === "tooLarge" ? tooLargeNumber : minor.toString();
}

const symbols: Record<string, string> = { EUR: "€", USD: "$", GBP: "£", JPY: "¥", CHF: "Fr." };

function withoutCurrency(text: string, currency: string): string {
  let bare = text;
  for (const sign of [currency, symbols[currency]]) {
    if (sign === undefined) continue;
    if (bare.startsWith(sign)) bare = bare.slice(sign.length).trim();
    else if (bare.endsWith(sign)) bare = bare.slice(0, -sign.length).trim();
  }
  return bare;
}

/** A quantity or a unit price: exact, as text with a point. */
export function readDecimal(text: string, mark: DecimalMark): string | Refusal {
  const decimal = parseDecimal(text, mark);
  if (!decimal) return notANumber;
  if (decimal.digits > 10n ** 20n || decimal.digits < -(10n ** 20n)) return tooLargeNumber;
  return decimalText(decimal);
}

/** How many of something. */
function readWhole(text: string, mark: DecimalMark): string | Refusal {
  const decimal = parseDecimal(text, mark);
  const value = decimal ? Number(decimalText(decimal)) : Number.NaN;
  if (!Number.isInteger(value) || value < 0) return notAWholeNumber;
  return value > 2_000_000_000 ? tooLargeNumber : String(value);
}

/** Whole seconds, also written 1:02:03. */
function readSeconds(text: string, mark: DecimalMark): string | Refusal {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text);
  if (clock) return String(Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]));
  const decimal = parseDecimal(text, mark);
  const seconds = decimal ? Number(decimalText(decimal)) : Number.NaN;
  if (Number.isNaN(seconds) || seconds < 0) return notANumber;
  return seconds > 10_000_000 ? tooLargeNumber : String(Math.round(seconds));
}

/** The value of a field as the database reads it. Moments are read by their own reader. */
export function readField(field: Field, text: string, mark: DecimalMark, currency: string): string | Refusal {
  switch (field.type) {
    case "text":
    case "name":
      return readText(text, field.max ?? 200);
    case "choice":
      return readChoice(text, field.choices ?? []);
    case "amount":
      return readAmount(text, mark, currency);
    case "currency":
      return text.toUpperCase() === currency || text === symbols[currency] ? currency : otherCurrency;
    case "decimal":
      return readDecimal(text, mark);
    case "whole":
      return readWhole(text, mark);
    case "seconds":
      return readSeconds(text, mark);
    case "flag":
      return readFlag(text);
    case "email":
      return text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text.toLowerCase() : notAnEmail;
    case "country":
      return readCountry(text);
    case "language":
      return readLanguage(text);
    case "moment":
    case "day":
      return notAMoment;
  }
}

const ourId = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A customer as the API names one: files have external ids, or ids of ours from an export. */
export function customerName(text: string): string {
  if (text.startsWith("ext:")) return text;
  return ourId.test(text) ? text.toLowerCase() : `ext:${text}`;
}
