import { catalogueGoals, catalogueWeakPoints, mindsets, questions } from "@/lib/phasebook/rules/catalogue";
import { type Calendar, dayText } from "./calendar";

/** What Wellanda took from the catalogue into its book, in the order of its pages. */
const goalKeys = [
  ...["g-advice", "g-reputation", "g-need", "g-understand", "g-enquiry", "g-trust", "g-close", "g-first-try"],
  ...[
    "g-on-time",
    "g-as-sold",
    "g-stay-early",
    "g-next-step",
    "g-stay",
    "g-recommend",
    "g-more",
    "g-complaint-mood",
  ],
  ...["g-see-early", "g-buy-again", "g-peace", "g-reason", "g-return", "g-good-end", "g-let-go"],
];

/** Targets, until the end of a quarter, and figures, where the story tells of them; shares as fractions. */
const known: Record<
  string,
  { target: number; lastQuarter?: number; figure?: { value: number; source: { de: string; en: string } } }
> = {
  "g-on-time": { target: 0.95, lastQuarter: 1 },
  "g-recommend": { target: 24, lastQuarter: 2 },
  "g-return": {
    target: 0.3,
    lastQuarter: 0,
    figure: {
      value: 98 / 311,
      source: {
        de: "Rückgewinnung in zwei Quartalen: 98 von 311 Angesprochenen",
        en: "Win-back in two quarters: 98 of 311 who were asked",
      },
    },
  },
  "g-let-go": { target: 0 },
};

/** Weak points, some of them at a touchpoint. */
const weakPointPlaces: Record<string, string | null> = {
  "w-reviews-silent": "review-portal",
  "w-no-owner-portal": "review-portal",
  "w-own-words": null,
  "w-price-hidden": "tariff-comparison",
  "w-channel-break": "store-advice",
  "w-small-print": "contract-summary",
  "w-lost-why": "written-offer",
  "w-missed-slot": "installation-visit",
  "w-first-invoice": "first-invoice",
  "w-sold-other": null,
  "w-asked-only-here": null,
  "w-noted-only": "complaint",
  "w-silos": "moving",
  "w-loyal-pay": "loyalty-benefit",
  "w-unnoticed": null,
  "w-mass-mail": "reactivation-mail",
  "w-let-run": "cancellation-confirmation",
  "w-same-offer": "winback-call",
  "w-hurdles": "cancellation-button",
};

const inEachPhase = <Entry extends { phase: string }>(entries: readonly Entry[]) => {
  const count = new Map<string, number>();
  return entries.map((entry) => {
    const position = count.get(entry.phase) ?? 0;
    count.set(entry.phase, position + 1);
    return { ...entry, position };
  });
};

/** The four answers of every sub-phase, as columns of its page. */
export const demoPages = mindsets.map(({ phase, de, en }) => ({
  phase,
  de,
  translations: Object.fromEntries(
    questions.map((question) => [question, { de: de[question], en: en[question] }]),
  ),
}));

export const demoGoals = (calendar: Calendar) =>
  inEachPhase(goalKeys.flatMap((key) => catalogueGoals.find((one) => one.key === key) ?? [])).map(
    ({ key, phase, kpi, de, en, position }) => {
      const { target = null, lastQuarter, figure } = known[key] ?? {};
      return {
        ...{ phase, kpi, position, target },
        targetOn: lastQuarter === undefined ? null : dayText(calendar.end(lastQuarter) - 1),
        text: de.text,
        kpiWords: de.kpiWords,
        translations: {
          text: { de: de.text, en: en.text },
          kpiWords: { de: de.kpiWords, en: en.kpiWords },
          ...(figure ? { figureSource: figure.source } : {}),
        },
        figure: figure?.value ?? null,
        // The last day of the last complete quarter.
        figureOn: figure ? dayText(calendar.from(0) - 1) : null,
        figureSource: figure?.source.de ?? null,
      };
    },
  );

type Judged = {
  state: "named" | "confirmed";
  namedBy: number;
  askedOf: number;
  decidedOn?: [number, number];
};

/** What people were asked about; everything else is a suspicion. */
const judged: Record<string, Judged> = {
  "w-missed-slot": { state: "confirmed", namedBy: 9, askedOf: 12, decidedOn: [-4, 70] },
  "w-silos": { state: "named", namedBy: 7, askedOf: 11 },
};

export const demoWeakPoints = (calendar: Calendar) =>
  inEachPhase(catalogueWeakPoints.filter(({ key }) => key in weakPointPlaces)).map(
    ({ key, phase, de, en, position }) => {
      const { state = "suspected", namedBy = null, askedOf = null, decidedOn } = judged[key] ?? {};
      return {
        ...{ key, phase, position, state, namedBy, askedOf },
        decidedOn: decidedOn ? dayText(calendar.day(...decidedOn)) : null,
        touchpoint: weakPointPlaces[key] ?? null,
        text: de.text,
        evidence: de.evidence,
        translations: {
          text: { de: de.text, en: en.text },
          evidence: { de: de.evidence, en: en.evidence },
        },
      };
    },
  );
