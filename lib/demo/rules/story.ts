import domain from "./domain.json";

/** The groups that the story tells apart: the five segments with `price` in its two halves, and who is in none. */
export const groups = [
  "families",
  "digital",
  "seniors",
  "price_old",
  "price_new",
  "business",
  "rest",
] as const;
export type Group = (typeof groups)[number];

/** Quarters by their distance from the present one: -8 … -1 are complete, 0 is the running one. */
export const pastQuarters = [-8, -7, -6, -5, -4, -3, -2, -1] as const;

/** "Q-4" → -4 */
export const quarterOf = (name: string): number => Number(name.slice(1));

/** "Q-4 d20" → [-4, 20] */
export function storyDay(text: string): [quarter: number, day: number] {
  const [quarter = "", day = ""] = text.split(" ");
  return [quarterOf(quarter), Number(day.slice(1))];
}

export type CustomerFlowPlan = {
  S: number;
  new: number;
  early: number;
  lost: number;
  inv: number;
  back: number;
};

const read = <T>(table: Record<string, unknown>, key: string): T => {
  const found = table[key];
  if (found === undefined) throw new Error(`The story of the demo company says nothing about "${key}".`);
  return found as T;
};

/** Contracts of a group in a quarter; the running quarter and what is known of the next go on like the last one. */
export const flowOf = (group: Group, quarter: number): CustomerFlowPlan =>
  read(domain.customers, `${group}|Q${Math.min(quarter, -1)}`);

/** Promoters, neutral, detractors. */
export const npsOf = (group: Group, quarter: number): [number, number, number] =>
  read(domain.nps, `${group}|Q${Math.min(quarter, -1)}`);

/** How often each score was given, from the lowest score up. */
export type ScoreCounts = readonly number[];

/** Answers that are planted to the last one: whoever is named gives them, and nobody of them gives others. */
export type PlannedCell = {
  touchpoint: string;
  quarter: number;
  groups: readonly Group[];
  /** Only customers of these regions. */
  regions?: readonly Region[];
  counts: ScoreCounts;
};

export const regions = ["Nord", "West", "Mitte", "Süd"] as const;
export type Region = (typeof regions)[number];

/** Where the installation companion began. */
const pilotRegions: readonly Region[] = ["Nord", "West"];
const otherRegions: readonly Region[] = ["Mitte", "Süd"];

const without = (group: Group): Group[] => groups.filter((one) => one !== group);

/** "all", "others" (all but the young families), or one group. */
const groupsMeant = (name: string): readonly Group[] =>
  name === "all" ? groups : name === "others" ? without("families") : [name as Group];

type Cell = [who: string, touchpoint: string, expected: number, importance: number, counts: number[]];

/** Every planted cell of experience, as the tables of the story list them. */
export function plannedCells(): PlannedCell[] {
  const visits = Object.entries(domain.installationVisit).flatMap(([name, quarters]) => {
    const [who = "", where = ""] = name.split("|");
    return Object.entries(quarters).map(([quarter, counts]) => ({
      touchpoint: "installation-visit",
      quarter: quarterOf(quarter),
      groups: groupsMeant(who),
      regions: where === "pilot" ? pilotRegions : otherRegions,
      counts,
    }));
  });
  const cell =
    (quarter: number) =>
    ([who, touchpoint, , , counts]: Cell): PlannedCell => ({
      touchpoint,
      quarter,
      groups: groupsMeant(who),
      counts,
    });
  const earlier = (domain.earlierCells as [string, string, string, number[]][]).map(
    ([who, touchpoint, quarter, counts]) => ({
      touchpoint,
      quarter: quarterOf(quarter),
      groups: groupsMeant(who),
      counts,
    }),
  );
  return [
    ...visits,
    // The visits of young families in Q-1 stand in both tables.
    ...(domain.cells as Cell[]).filter(([, touchpoint]) => touchpoint !== "installation-visit").map(cell(-1)),
    ...(domain.priceLetter as Cell[]).map(cell(-4)),
    ...earlier,
  ];
}

/** How good people were asked to say that the loyalty benefit has to be for them. */
export const expectationAnswers = Object.entries(domain.expectationAnswers).map(([name, counts]) => {
  const [group = "", touchpoint = ""] = name.split("|");
  return { group: group as Group, touchpoint, counts };
});

/** Effort of digital help, from 1 to 7. */
export const chatbotEffort = Object.entries(domain.chatbotEffort).map(([quarter, counts]) => ({
  quarter: quarterOf(quarter),
  counts,
}));

const [well, badly, none] = Object.values(domain.afterMalfunction).map(([lost = 0, customers = 0]) => ({
  lost,
  customers,
}));
if (!well || !badly || !none) throw new Error("The story lacks what happened after malfunctions.");
/** Customers by how their first malfunction in Q-8 … Q-3 was handled, and how many of them were lost within 180 days. */
export const afterMalfunction = { well, badly, none, from: -8, until: -2 };

const [yearBefore, lastYear] = Object.values(domain.repurchase).map(([twice = 0, buyers = 0]) => ({
  twice,
  buyers,
}));
if (!yearBefore || !lastYear) throw new Error("The story lacks its repurchases.");
/** Customers with orders in the two years before the present quarter, and those with two or more. */
export const repurchases = [
  { from: -8, until: -4, ...yearBefore },
  { from: -4, until: 0, ...lastYear },
];

export type StoryTouchpoint = {
  key: string;
  subPhase: string;
  channel: string;
  momentOfTruth: string;
  /** We start it. */
  planned: boolean;
  /** Mean experience; null where only planted answers exist. */
  base: number | null;
  /** Answers in a quarter beside the planted ones. */
  answersPerQuarter: number;
  contactsPerMonth: number;
};

export const storyTouchpoints: StoryTouchpoint[] = domain.touchpoints.map((one) => ({
  key: one.key,
  subPhase: one.subPhase,
  channel: one.channel,
  momentOfTruth: one.momentOfTruth,
  planned: one.initiative === "p",
  base: Number(one.base) || null,
  answersPerQuarter: Number(one.answersPerQuarter) || 0,
  contactsPerMonth: Number(one.contactsPerMonth) || 0,
}));

/** Something new begins; before that nobody can have answered about it. */
const firstQuarter: Record<string, number> = { "help-chatbot": -2 };
export const existsIn = (touchpoint: string, quarter: number): boolean =>
  quarter >= (firstQuarter[touchpoint] ?? -8);

/**
 * Where a group sees a touchpoint differently all along, so that its planted quarters do not stand alone in its trend.
 * The touchpoint's base is for everybody else.
 */
const ownViews: [group: Group, touchpoint: string, from: number, mean: number][] = [
  ["price_old", "monthly-invoice", -4, 3.2],
  ["seniors", "help-chatbot", -2, 2.3],
  ["seniors", "self-service-app", -8, 2.9],
  ["seniors", "store-advice", -8, 4.35],
  ["seniors", "store-advice", -4, 4.5],
  ["price_new", "tariff-comparison", -8, 3.8],
  ["digital", "online-checkout", -8, 4.4],
  ["digital", "self-service-app", -8, 4.1],
];

export function meanOf({ key, base }: StoryTouchpoint, group: Group | null, quarter: number): number {
  const own = ownViews.findLast(
    ([who, touchpoint, from]) => who === group && touchpoint === key && quarter >= from,
  );
  return own?.[3] ?? base ?? 3;
}

export const products = (domain.products as [string, string, string, [string, number][]][]).flatMap(
  ([group, , , entries]) =>
    entries.map(([name, price]) => ({ group, name, key: productKey(name), priceMinor: price })),
);

export function productKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9äöüß]+/g, "-");
}

export function productNamed(name: string) {
  const found = products.find((one) => one.name === name);
  if (!found) throw new Error(`The demo company does not sell "${name}".`);
  return found;
}
