import { type Calendar, dayText } from "./calendar";

type When = readonly [quarter: number, day: number];

type DemoFinding = {
  sentence: { de: string; en: string };
  /** A weak point of the phase book. */
  weakPoint: string;
  touchpoint: string;
  /** The quarters that the view shows. */
  quarters: readonly [first: number, last: number];
  segment?: string;
  page: "feedback" | "expectations";
  /** Who it was sent to, and when they took note. */
  departments: readonly (readonly [key: string, seen: When | null])[];
  on: When;
  /** What came of it. */
  measure?: string;
};

/** What Wellanda found out, from a suspicion to what a survey confirmed; figures as the story has them. */
const found: DemoFinding[] = [
  {
    sentence: {
      de: "Nur 241 von 362 zugesagten Zeitfenstern wurden gehalten. Neun von zwölf Befragten nannten das von sich aus, die Umfrage danach hat es bestätigt.",
      en: "Only 241 of 362 promised windows were kept. Nine of twelve people asked named it of their own accord, and the survey after that confirmed it.",
    },
    weakPoint: "w-missed-slot",
    touchpoint: "installation-visit",
    quarters: [-5, -4],
    page: "feedback",
    departments: [
      ["logistics", [-4, 73]],
      ["field-service", [-4, 76]],
    ],
    on: [-4, 71],
    measure: "installation-companion",
  },
  {
    sentence: {
      de: "Junge Familien erwarten vom Umzug mit dem Anschluss 4,3 von 5 und erleben 2,9. Sieben von elf Befragten sagen, dass niemand den ganzen Weg verantwortet.",
      en: "Young families expect 4.3 of 5 from moving house with the connection and experience 2.9. Seven of eleven people asked say that nobody answers for the whole way.",
    },
    weakPoint: "w-silos",
    touchpoint: "moving",
    quarters: [-1, -1],
    segment: "families",
    page: "expectations",
    departments: [
      ["network", [-1, 83]],
      ["service", null],
    ],
    on: [-1, 80],
  },
  {
    sentence: {
      de: "42 von 392 ersten Rechnungen nannten einen anderen Betrag als das Angebot. Vermutlich versteht sie deshalb kaum jemand auf Anhieb; gefragt haben wir noch niemanden.",
      en: "42 of 392 first invoices named another amount than the offer. That may be why hardly anybody understands them at once; we have not asked anybody yet.",
    },
    weakPoint: "w-first-invoice",
    touchpoint: "first-invoice",
    quarters: [-1, -1],
    page: "feedback",
    departments: [["billing", null]],
    on: [-1, 88],
  },
];

/** Findings as rows; the view of each is an address, as its page writes it. */
export const demoFindings = (calendar: Calendar) =>
  found.map(({ quarters: [first, last], on, departments, ...one }) => {
    const query = new URLSearchParams({
      from: dayText(calendar.from(first)),
      to: dayText(calendar.end(last)),
      ...(one.segment ? { segment: one.segment } : {}),
      touchpoint: one.touchpoint,
    });
    const at = (when: When) => calendar.at(calendar.day(...when), 10 * 60).toISOString();
    return {
      ...one,
      query: query.toString(),
      createdAt: at(on),
      departments: departments.map(([key, seen]) => ({ key, seenAt: seen && at(seen) })),
    };
  });
