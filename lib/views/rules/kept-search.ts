/** What belongs to a moment and not to a view: the open row, the place in a list. */
const passing = ["after", "cursor", "open", "format", "seen"];

/** The search part of an address as a view keeps it. */
export function keptSearch(query: string): string {
  const search = new URLSearchParams(query.replaceAll("\0", ""));
  for (const name of passing) search.delete(name);
  return search.toString();
}
