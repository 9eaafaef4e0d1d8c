/** Whether a higher or a lower value is better; colours, arrows, rankings and "met" read it. */
export type Direction = "higher" | "lower";

/** One entry of the dictionary. `text` is the sentence that "How is this computed?" and the API quote. */
export type Definition = {
  text: string;
  direction: Direction;
  /** score: from answers (thin slices are marked); customers: from dated facts (never suppressed). */
  kind: "score" | "customers";
  /** How to read the number: points (NPS), a fraction 0–1, a point on the question's scale, money in minor units. */
  unit: "npsPoints" | "fraction" | "scalePoints" | "polarity" | "points100" | "minorUnits";
};

export type DefinitionId = keyof typeof DEFINITIONS;

/** Every value that travels follows one of these; README.md beside this file says the same at more length. */
export const DEFINITIONS = {
  nps: {
    text: "Net Promoter Score: 100 × (promoters − detractors) / answers; promoters gave 9–10, passives 7–8, detractors 0–6.",
    direction: "higher",
    kind: "score",
    unit: "npsPoints",
  },
  csat: {
    text: "Share of satisfied answers: 4–5 on 1–5, 6–7 on 1–7, 9–10 on 1–10 and 0–10.",
    direction: "higher",
    kind: "score",
    unit: "fraction",
  },
  ces: {
    text: "Mean effort on 1–7, low is little effort; answers on ease are mirrored, five points are stretched to seven.",
    direction: "lower",
    kind: "score",
    unit: "scalePoints",
  },
  "ces-easy": {
    text: "Share of answers that found it easy: effort of 3 or less on 1–7.",
    direction: "higher",
    kind: "score",
    unit: "fraction",
  },
  rating: {
    text: "Mean of the answers on the question's own scale.",
    direction: "higher",
    kind: "score",
    unit: "scalePoints",
  },
  sentiment: {
    text: "Mean polarity of texts: −1 negative, 0 neutral, 1 positive.",
    direction: "higher",
    kind: "score",
    unit: "polarity",
  },
  "response-rate": {
    text: "Share of those asked who answered.",
    direction: "higher",
    kind: "score",
    unit: "fraction",
  },
  churn: {
    text: "Customers active at the start who are not active at the end, over customers active at the start.",
    direction: "lower",
    kind: "customers",
    unit: "fraction",
  },
  retention: {
    text: "Customers active at the start who are active at the end, over customers active at the start.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "early-loss": {
    text: "Customers new in the period who are not active at its end, over customers new in the period.",
    direction: "lower",
    kind: "customers",
    unit: "fraction",
  },
  "cohort-retention": {
    text: "Share of the customers first seen in a month who have a counting order in a later calendar month.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  repurchase: {
    text: "Customers with two or more counting orders in the window, over customers with at least one.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "repurchase-days": {
    text: "Customers with counting orders on two or more days in the window, over customers with at least one.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  revenue: {
    text: "Gross revenue churn: monthly revenue lost or reduced within the period, over the monthly revenue at its start.",
    direction: "lower",
    kind: "customers",
    unit: "fraction",
  },
  "revenue-net": {
    text: "Net revenue churn: monthly revenue lost or reduced less that gained from the same customers, over the monthly revenue at the start.",
    direction: "lower",
    kind: "customers",
    unit: "fraction",
  },
  conversion: {
    text: "Customers who reached the next phase within the window, over those who entered the phase and whose window has elapsed.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "close-rate": {
    text: "Customers with a first contract or order within the window after entering the decision phase, over those whose window has elapsed.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "win-back": {
    text: "Customers won back, over customers contacted to win them back.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "win-back-eligible": {
    text: "Customers won back, over all customers eligible to be won back.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "expectation-gap": {
    text: "Mean experienced − mean expected, on the scale of the question.",
    direction: "higher",
    kind: "score",
    unit: "scalePoints",
  },
  "promises-kept": {
    text: "Cases in which a promise was kept, over cases in which it applied.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
  "lost-after": {
    text: "Customers active at the start of the window who are not active at its end, over those active at its start.",
    direction: "lower",
    kind: "customers",
    unit: "fraction",
  },
  "bought-after": {
    text: "Customers with a counting order within the window, over those observed for the whole window.",
    direction: "higher",
    kind: "customers",
    unit: "fraction",
  },
} as const satisfies Record<string, Definition>;
