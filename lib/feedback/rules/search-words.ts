const most = 10;
const longest = 60;

/**
 * The words of a search. Marks between them mean nothing; single letters would be found everywhere. Empty: there is
 * nothing to look for.
 */
export function searchWords(said: string): string[] {
  const words = said.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 1).map((word) => word.slice(0, longest)))].slice(
    0,
    most,
  );
}

/** Around what was found, and in place of < and >: characters that no comment has, so none is mistaken for a mark. */
export const foundMarks = { start: "\ue000", stop: "\ue001", open: "\u0002", close: "\u0003" } as const;

export type Piece = { text: string; isFound: boolean; at: number };

/** A marked text in pieces, to be drawn as text: whatever stands in a comment stays text. */
export function piecesOf(marked: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (text: string, isFound: boolean) => {
    if (text !== "") pieces.push({ text, isFound, at });
    at += text.length;
  };
  for (const part of marked.split(foundMarks.start)) {
    const [first = "", ...after] = part.split(foundMarks.stop);
    add(first, after.length > 0);
    add(after.join(""), false);
  }
  return pieces;
}
