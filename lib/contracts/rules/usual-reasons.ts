/** Why customers usually leave, and why they come into a phase, in both languages. */
export const usualReasons = {
  cheaper: { de: "woanders günstiger", en: "cheaper elsewhere" },
  faults: { de: "Störungen und Qualität", en: "faults and quality" },
  price: { de: "Preisänderung", en: "price change" },
  moving: { de: "Umzug", en: "moving house" },
  unpaid: { de: "Zahlungsverzug", en: "payment overdue" },
  signed: { de: "Vertrag geschlossen", en: "contract signed" },
  other: { de: "sonstiges", en: "other" },
} as const;

/** A reason is what somebody wrote or another system sent; a usual one is shown in the reader's language. */
export function reasonInWords(reason: string, locale: string): string {
  const usual = Object.values(usualReasons).find(({ de, en }) => reason === de || reason === en);
  return usual?.[locale === "de" ? "de" : "en"] ?? reason;
}
