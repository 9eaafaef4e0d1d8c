/** By what a person could be recognised. */
export type Person = {
  publicId: string;
  externalId: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  phoneDigits: string | null;
};

/** Shorter texts stand in others by chance: a customer number 12 is in half of all numbers. */
const shortest = 4;

/** Texts that would give a person away wherever they stand. */
export function tracesOf({ publicId, externalId, name, email, phone, phoneDigits }: Person): string[] {
  const all = [publicId, externalId, name, email, phone, phoneDigits];
  return [...new Set(all.filter((text) => text !== null))].filter((text) => text.length >= shortest);
}

/** Settings in which no text names a person any more: such a text, or the entry under such a name, goes as a whole. */
export function withoutTraces(value: unknown, traces: readonly string[]): unknown {
  const wanted = traces.map((trace) => trace.toLowerCase());
  const names = (text: string) => wanted.some((trace) => text.toLowerCase().includes(trace));
  const clean = (inner: unknown): unknown => {
    if (typeof inner === "string") return names(inner) ? "…" : inner;
    if (Array.isArray(inner)) return inner.map(clean);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).flatMap(([key, entry]) => (names(key) ? [] : [[key, clean(entry)]])),
    );
  };
  return clean(value);
}
