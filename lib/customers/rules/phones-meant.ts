import { phoneDigits } from "../rules";

/** Fewer digits are a house number or the middle of some other number. */
const leastDigits = 4;

/**
 * What a text means as a telephone number, as the search index holds numbers: `#` and its beginning, or `~` and its end
 * read backwards. Nothing when the text is no number. "0171 12345" is looked for as #4917112345 and as ~54321171.
 */
export function phonesMeant(text: string): string[] {
  if (!/^[\d\s+()/.\-–]+$/.test(text)) return [];
  const digits = text.replace(/\(0\)/g, "").replace(/\D/g, "").replace(/^0+/, "");
  if (digits.length < leastDigits) return [];
  const whole = phoneDigits(text) ?? digits;
  return [...new Set([`#${whole}`, `#${digits}`, `~${[...digits].reverse().join("")}`])];
}
