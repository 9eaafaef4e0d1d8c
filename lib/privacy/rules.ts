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
