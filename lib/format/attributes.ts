import { isLocalDay } from "@/lib/period/local-day";
import { formatDay } from "./dates";

/** Short words are seldom nouns ("Kinder im Haushalt"), and some longer ones never are ("Kunde seit"). */
const smallWord = /^(.{1,3}|seit|nach|ohne|unter|über|oder|beim|since|with|from|into)$/i;

/**
 * The key of an attribute as it is read: `home_owner` is "Home owner", `kinderImHaushalt` "Kinder im Haushalt",
 * `preisgarantie` "Preisgarantie". Files and programs name attributes by their keys; no names are kept beside them.
 */
export function attributeName(key: string): string {
  const words = key
    .replace(/(?<=\p{Ll})\p{Lu}\p{Ll}+/gu, (word) =>
      smallWord.test(word) ? ` ${word.toLowerCase()}` : ` ${word}`,
    )
    .replace(/[_\-.]+/g, " ")
    .trim();
  return words === "" ? key : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as it is read: dates in the reader's way of writing, everything else as it was sent. */
export const attributeValue = (value: string | number, locale: string): string =>
  typeof value === "string" && isLocalDay(value) ? formatDay(value, locale) : String(value);
