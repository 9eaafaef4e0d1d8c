const spelled: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "o" };

/** A key made of a name: "Rückruf & Service" → "rueckruf-service". */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[äöüßæø]/g, (letter) => spelled[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
