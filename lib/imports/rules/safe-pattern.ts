/** Cells longer than this are not looked at by a pattern. */
export const patternReach = 200;

/** How often a matcher may have to start over on the worst text of that length. */
const mostTries = patternReach ** 3;

const quantifier = /^(?:[*+?]|\{(\d{1,3})(,(\d{0,3}))?\})\??/;

/**
 * Compiles a regular expression that somebody typed, if it cannot take long on any cell: literals, classes, anchors,
 * alternatives, groups that are at most optional, and few repetitions. Null for anything else.
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
  let tries = source.startsWith("^") ? 1 : patternReach;
  let rest = source;
  while (rest !== "") {
    const piece =
      /^\\[dDwWsSbBtrn\\/.^$*+?()[\]{}|-]/.exec(rest)?.[0] ??
      /^\[(?:\\.|[^\]\\])*\]/.exec(rest)?.[0] ??
      /^\((?:\?:)?/.exec(rest)?.[0] ??
      rest[0] ??
      "";
    if (piece === "\\" || /^[*+?{]$/.test(piece)) return false;
    rest = rest.slice(piece.length);
    if (piece.startsWith("(") && rest.startsWith("?")) return false;
    if (piece === "|") tries *= 2;
    const repeated = quantifier.exec(rest);
    if (repeated) {
      if (piece === ")" && !repeated[0].startsWith("?")) return false;
      if (piece.startsWith("(") || piece === "|" || piece === "^") return false;
      tries *= choicesOf(repeated);
      rest = rest.slice(repeated[0].length);
    }
    if (tries > mostTries) return false;
  }
  return true;
}

/** In how many ways a repetition can be filled. */
function choicesOf([text, least, range, most]: RegExpExecArray): number {
  if (text.startsWith("?")) return 2;
  if (least === undefined) return patternReach;
  if (range === undefined) return 1;
  return most ? Math.max(1, Number(most) - Number(least) + 1) : patternReach;
}

/** What the pattern keeps of a text: its first group, or all it matched. Null where it does not match. */
export function keep(pattern: RegExp, text: string): string | null {
  if (text.length > patternReach) return null;
  const match = pattern.exec(text);
  return match ? (match[1] ?? match[0]) : null;
}
