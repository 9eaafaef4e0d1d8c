import domain from "./domain.json";

type Condition =
  | { about: "customer"; measure: "kind"; op: "is"; value: "person" | "company" }
  | { about: "attribute"; key: string; op: "is"; value: string | boolean }
  | { about: "attribute"; key: string; op: "oneOf"; value: string[] }
  | { about: "attribute"; key: string; op: "lessThan"; value: number }
  | { about: "segment"; op: "oneOf"; value: string[] };

export type DemoSegment = {
  key: string;
  de: string;
  en: string;
  description: { de: string; en: string } | null;
  rule: { all: Condition[] };
  /** Part of the disjoint set that expectations of all customers refer to. */
  leading: boolean;
};

const kind = (value: "person" | "company"): Condition => ({
  about: "customer",
  measure: "kind",
  op: "is",
  value,
});
const attribute = (key: string, value: string | boolean): Condition => ({
  about: "attribute",
  key,
  op: "is",
  value,
});
const noChildren = attribute("kinderImHaushalt", false);

const rules: Record<string, Condition[]> = {
  families: [kind("person"), attribute("kinderImHaushalt", true)],
  digital: [kind("person"), noChildren, attribute("altersgruppe", "unter 30")],
  seniors: [kind("person"), noChildren, attribute("altersgruppe", "ab 60")],
  price: [kind("person"), noChildren, attribute("altersgruppe", "30-59"), attribute("tarifstufe", "Spar")],
  business: [kind("company"), { about: "attribute", key: "mitarbeiter", op: "lessThan", value: 50 }],
};

const halves: [key: string, de: string, en: string, isGuaranteed: boolean][] = [
  ["price_old", "Preisbewusste ohne Preisgarantie", "Price-conscious without price guarantee", false],
  ["price_new", "Preisbewusste mit Preisgarantie", "Price-conscious with price guarantee", true],
];

/** Where the installation companion began, and where it came later. */
const areas: [key: string, de: string, en: string, regions: string[]][] = [
  ["region_pilot", "Nord und West", "North and West", ["Nord", "West"]],
  ["region_rest", "Mitte und Süd", "Centre and South", ["Mitte", "Süd"]],
];

/** The leading set, beside it the two halves that Lotse has to find, and the regions. */
export const segments: DemoSegment[] = [
  ...domain.segments.map(([key = "", de = "", en = "", , expected = "", expectedInEnglish = ""]) => {
    const all = rules[key];
    if (!all) throw new Error(`The segment "${key}" has no rule.`);
    const description = expected.startsWith("(") ? null : { de: expected, en: expectedInEnglish };
    return { key, de, en, description, rule: { all }, leading: true };
  }),
  ...halves.map(([key, de, en, isGuaranteed]) => ({
    key,
    de,
    en,
    description: null,
    rule: {
      all: [
        { about: "segment" as const, op: "oneOf" as const, value: ["price"] },
        attribute("preisgarantie", isGuaranteed),
      ],
    },
    leading: false,
  })),
  ...areas.map(([key, de, en, regions]) => ({
    key,
    de,
    en,
    description: null,
    rule: { all: [{ about: "attribute" as const, key: "region", op: "oneOf" as const, value: regions }] },
    leading: false,
  })),
];
