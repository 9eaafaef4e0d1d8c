import domain from "./domain.json";

type Condition = { attribute: string; is: string | boolean } | { attribute: string; below: number };

export type DemoSegment = {
  key: string;
  de: string;
  en: string;
  description: string | null;
  rule: { kind: "person" | "company"; all: Condition[] };
  /** Part of the disjoint set that expectations of all customers refer to. */
  leading: boolean;
};

const noChildren: Condition = { attribute: "kinderImHaushalt", is: false };
const price: Condition[] = [
  noChildren,
  { attribute: "altersgruppe", is: "30-59" },
  { attribute: "tarifstufe", is: "Spar" },
];

const rules: Record<string, DemoSegment["rule"]> = {
  families: { kind: "person", all: [{ attribute: "kinderImHaushalt", is: true }] },
  digital: { kind: "person", all: [noChildren, { attribute: "altersgruppe", is: "unter 30" }] },
  seniors: { kind: "person", all: [noChildren, { attribute: "altersgruppe", is: "ab 60" }] },
  price: { kind: "person", all: price },
  business: { kind: "company", all: [{ attribute: "mitarbeiter", below: 50 }] },
};

const halves: [key: string, de: string, en: string, isGuaranteed: boolean][] = [
  ["price_old", "Preisbewusste ohne Preisgarantie", "Price-conscious without price guarantee", false],
  ["price_new", "Preisbewusste mit Preisgarantie", "Price-conscious with price guarantee", true],
];

/** The leading set, and beside it the two halves that Lotse has to find. */
export const segments: DemoSegment[] = [
  ...domain.segments.map(([key = "", de = "", en = "", , expectation = ""]) => {
    const rule = rules[key];
    if (!rule) throw new Error(`The segment "${key}" has no rule.`);
    const description = expectation.startsWith("(") ? null : expectation;
    return { key, de, en, description, rule, leading: true };
  }),
  ...halves.map(([key, de, en, isGuaranteed]) => ({
    key,
    de,
    en,
    description: null,
    rule: { kind: "person" as const, all: [...price, { attribute: "preisgarantie", is: isGuaranteed }] },
    leading: false,
  })),
];
