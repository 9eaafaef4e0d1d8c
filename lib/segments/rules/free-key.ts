const german: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const longest = 50;

/** A key made of a name, with a number where it is taken: "Junge Familien" → "junge-familien". */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .toLowerCase()
      .replace(/[äöüß]/g, (letter) => german[letter] ?? "")
      .normalize("NFD")
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, longest)
      .replace(/^-+|-+$/g, "") || "segment";
  if (!taken.has(base)) return base;
  let n = 2;
  while (taken.has(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}
