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

/** Targets and figures only where the story states them; shares as fractions. */
const known: Record<
  string,
  { target: number; figure?: { value: number; source: { de: string; en: string } } }
> = {
  "g-return": {
    target: 0.3,
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
      const { target = null, figure } = known[key] ?? {};
      return {
        ...{ phase, kpi, position, target },
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

export const demoWeakPoints = inEachPhase(
  catalogueWeakPoints.filter(({ key }) => key in weakPointPlaces),
).map(({ key, phase, de, en, position }) => ({
  ...{ phase, position },
  touchpoint: weakPointPlaces[key] ?? null,
  text: de.text,
  evidence: de.evidence,
  translations: {
    text: { de: de.text, en: en.text },
    evidence: { de: de.evidence, en: en.evidence },
  },
}));
