import { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { sentenceOf } from "@/lib/language/translator";

type Values = Record<string, string | number>;

/** A reason with its values as it is stored: the reader's language is not known before somebody reads it. */
export function writeSaid(reason: string, values?: Values): string {
  return values && Object.keys(values).length > 0 ? `${reason} ${JSON.stringify(values)}` : reason;
}

/** A stored reason as a sentence. */
export function inWords(said: string, locale: Locale): string {
  const gap = said.indexOf(" ");
  const reason = gap === -1 ? said : said.slice(0, gap);
  const values: Values = gap === -1 ? {} : JSON.parse(said.slice(gap + 1));
  return sentenceOf(new AppError("invalid", reason, { values }), locale).message;
}
