import domain from "./domain.json";
import { quarterOf } from "./story";

/** Quarters from the first to the last, both counted together. */
type Counted = { first: number; last: number; kept: number; cases: number };

/** Promises that are given to one segment only. */
const given: Record<string, string> = { "fault-hotline": "business" };

/** Where and how much, as the English say it; what is the same in both languages is not named. */
const inEnglish: Record<string, string> = {
  Bestellbestätigung: "Order confirmation",
  "Vertrag Business": "Business contract",
  Onlineshop: "Online shop",
  Auftragsbestätigung: "Confirmation of the order",
  Vertragszusammenfassung: "Contract summary",
  "2-Stunden-Fenster": "2-hour window",
  "1 Stunde": "1 hour",
  "1 Werktag": "1 working day",
  "am selben Werktag bis 16 Uhr": "the same working day until 4 pm",
  "1 Werktag nach Termin": "1 working day after the date",
  "2 Werktage": "2 working days",
  "auf den Cent": "to the cent",
};
const both = (de: string) => ({ de, en: inEnglish[de] ?? de });

/** "241/362 (Q-5, Q-4)" or, of the last quarter, "171/182" */
function counted(text: string): Counted {
  const [, kept = "", cases = "", quarters = "Q-1"] = /^(\d+)\/(\d+)(?: \((.+)\))?$/.exec(text) ?? [];
  const named = quarters.split(", ").map(quarterOf);
  return { first: Math.min(...named), last: Math.max(...named), kept: Number(kept), cases: Number(cases) };
}

export const promises = (domain.promises as string[][]).map(
  ([de = "", en = "", touchpoint = "", saidWhere = "", howMuch = "", before = "", last = ""]) => ({
    touchpoint,
    segment: given[touchpoint] ?? null,
    texts: { text: { de, en }, saidWhere: both(saidWhere), howMuch: both(howMuch) },
    counts: [counted(before), counted(last)],
  }),
);
