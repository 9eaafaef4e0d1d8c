/** Cells longer than this are not looked at by a pattern. */
export const patternReach = 200;

const quantifier = /^(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/;
const unboundedQuantifier = /^(?:[*+]|\{\d{1,3},\})/;

/**
 * Compiles a regular expression that somebody typed, if it is of a kind that cannot take long: literals, classes,
 * anchors, alternatives, groups that are at most optional, and up to three open-ended repetitions of single
 * characters. Null for anything else.
 */
export function compilePattern(source: string): RegExp | null {
  if (source.length > patternReach || !isTame(source)) return null;
  try {
    return new RegExp(source, "u");
  } catch {
    return null;
  }
}

function isTame(source: string): boolean {
  let openEnded = 0;
  let rest = source;
  while (rest !== "") {
    const piece =
      /^\\[dDwWsSbBtrn\\/.^$*+?()[\]{}|-]/.exec(rest)?.[0] ??
      /^\[(?:\\.|[^\]\\])*\]/.exec(rest)?.[0] ??
      /^\((?:\?:)?/.exec(rest)?.[0] ??
      rest[0] ??
      "";
    if (piece.startsWith("\\") && piece.length < 2) return false;
    if (/^[*+?{]$/.test(piece)) return false;
    rest = rest.slice(piece.length);
    if (piece.startsWith("(") && rest.startsWith("?")) return false;
    const repeated = quantifier.exec(rest)?.[0];
    if (repeated === undefined) continue;
    if (piece === ")" && !repeated.startsWith("?")) return false;
    if (piece.startsWith("(") || piece === "|" || piece === "^") return false;
    if (unboundedQuantifier.test(repeated) && ++openEnded > 3) return false;
    rest = rest.slice(repeated.length);
  }
  return true;
}

/** What the pattern keeps of a text: its first group, or all it matched. Null where it does not match. */
export function keep(pattern: RegExp, text: string): string | null {
  if (text.length > patternReach) return null;
  const match = pattern.exec(text);
  return match ? (match[1] ?? match[0]) : null;
}
