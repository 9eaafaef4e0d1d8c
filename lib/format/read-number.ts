/** Marks that stand between digits or around a number and say nothing about its value. */
const silent = /[\s\u00a0\u2009\u202f'’]/g;

/**
 * A number as people type it, or null when it cannot be told which one is meant. Both decimal marks are understood: a
 * mark that cannot divide thousands divides decimals, so that nobody who writes 4.5 in German gets 45. Where both could
 * be meant (1.500) the reader's language decides. A share is typed in percent: 80 is 0.8.
 */
export function readNumber(
  text: string,
  locale: string,
  { style, currency }: Intl.NumberFormatOptions = {},
): number | null {
  let said = text.replace(silent, "").replace(/\u2212/g, "-");
  if (style === "currency") said = said.replace(currency ?? "", "").replace(/\p{Sc}/u, "");
  if (style === "percent") said = said.replace(/%$/, "");
  const plain = withPoint(said, locale);
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return null;
  return style === "percent" ? Number(`${plain}e-2`) : Number(plain);
}

function withPoint(said: string, locale: string): string {
  const marks = [...said.matchAll(/[.,]/g)].map(([mark]) => mark);
  const last = marks.at(-1);
  if (last === undefined) return said;
  const isOneKind = marks.every((mark) => mark === last);
  const thousands = isOneKind ? last : last === "." ? "," : ".";
  const isGrouped = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${thousands}\\d{3})+$`);
  if (isOneKind) {
    const isLocalGroup = last === (locale.startsWith("de") ? "." : ",");
    if (isGrouped.test(said) && (marks.length > 1 || isLocalGroup)) return said.replaceAll(last, "");
    return marks.length > 1 ? "" : said.replace(last, ".").replace(/^([+-]?)\./, "$10.");
  }
  const [whole = "", decimals = ""] = [
    said.slice(0, said.lastIndexOf(last)),
    said.slice(said.lastIndexOf(last) + 1),
  ];
  return isGrouped.test(whole) ? `${whole.replaceAll(thousands, "")}.${decimals}` : "";
}
