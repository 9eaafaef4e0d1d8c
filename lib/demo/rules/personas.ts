import type { NeedKind } from "@/lib/needs/schema";
import domain from "./domain.json";

export type DemoPersona = {
  key: string;
  segment: string;
  /** By field: German and English. */
  texts: Record<"name" | "who" | "needs" | "quote", [de: string, en: string]>;
  touchpoints: string[];
};

/** Which contacts decide for whom. */
const matters: [key: string, touchpoints: string[]][] = [
  [
    "familie-aydin-vogt",
    ["appointment-booking", "installation-visit", "delivery-notice", "connection-quality", "moving"],
  ],
  ["lea-sandvoss", ["online-checkout", "self-installation", "self-service-app", "help-chatbot"]],
  ["heinrich-ostermann", ["store-advice", "service-hotline", "monthly-invoice", "price-letter"]],
  ["frank-pohlmann", ["price-letter", "monthly-invoice", "loyalty-benefit", "renewal-offer"]],
  [
    "praxis-dr-neuhaus",
    ["fault-hotline", "fault-visit", "connection-quality", "outage-message", "key-account-review"],
  ],
];

export const personas: DemoPersona[] = domain.personas.map(
  (
    [name = "", segment = "", who = "", whoEn = "", needs = "", needsEn = "", quote = "", quoteEn = ""],
    index,
  ) => {
    const [key = "", touchpoints = []] = matters[index] ?? [];
    return {
      key,
      segment,
      texts: { name: [name, name], who: [who, whoEn], needs: [needs, needsEn], quote: [quote, quoteEn] },
      touchpoints,
    };
  },
);

type Statement = { kind: NeedKind; de: string; en: string };
const statement = (kind: NeedKind, de: string, en: string): Statement => ({ kind, de, en });

export const needsOfPersonas: Record<string, Statement[]> = {
  "familie-aydin-vogt": [
    statement(
      "requirement",
      "Zusagen mit Uhrzeit statt mit Tageshälfte",
      "Promises with a time of day and not with half a day",
    ),
    statement("need", "Eine Nummer, wenn etwas hakt", "One number if something sticks"),
    statement("motive", "Der freie Tag gehört den Kindern", "The day off belongs to the children"),
  ],
  "lea-sandvoss": [
    statement("expectation", "Alles in der App, auch nachts", "Everything in the app, at night too"),
    statement("wish", "Den Preis sehen, bevor man Daten eingibt", "See the price before typing any data"),
  ],
  "heinrich-ostermann": [
    statement("need", "Geduld und ein bekanntes Gesicht", "Patience and a known face"),
    statement("requirement", "Schrift, die er lesen kann", "Print that he can read"),
  ],
  "frank-pohlmann": [
    statement(
      "motive",
      "Fairness: Treue darf nicht teurer sein als Wechseln",
      "Fairness: loyalty must not cost more than switching",
    ),
  ],
  "praxis-dr-neuhaus": [
    statement("requirement", "Rückruf binnen einer Stunde", "Call back within the hour"),
    statement("expectation", "Ein fester Ansprechpartner mit Namen", "One contact with a name"),
  ],
};

export const needsOfSegments: Record<string, Statement[]> = {
  families: [
    statement(
      "expectation",
      "Termine müssen halten, denn jemand hat dafür freigenommen.",
      "Appointments must hold, because somebody took the day off for them.",
    ),
  ],
  digital: [
    statement(
      "expectation",
      "Alles am Handy, sofort, ohne Anruf.",
      "Everything on the phone, at once, without a call.",
    ),
  ],
  seniors: [
    statement(
      "need",
      "Ein Mensch, der zuhört und es in Ruhe erklärt.",
      "A person who listens and explains it calmly.",
    ),
  ],
  business: [statement("requirement", "Bei Ausfall zählt jede Stunde.", "In an outage every hour counts.")],
};

/** What some customers with a name said: on which day of the story, and to whom. */
export const needsOfCustomers: {
  name: string;
  on: [quarter: number, day: number];
  by: string;
  needs: Statement[];
}[] = [
  {
    name: "Praxis Dr. Neuhaus",
    on: [-2, 40],
    by: "Beate Lorenz",
    needs: [
      statement(
        "requirement",
        "Rückruf binnen einer Stunde, auch am Samstag: Das Kartenlesegerät braucht die Leitung.",
        "Call back within the hour, on Saturdays too: the card reader needs the line.",
      ),
      statement(
        "need",
        "Ein fester Ansprechpartner mit Namen und Durchwahl",
        "One named contact with a direct number",
      ),
    ],
  },
  {
    name: "Familie Aydin-Vogt",
    on: [-4, 34],
    by: "Aylin Demir",
    needs: [
      statement(
        "requirement",
        "Termine nur mit Uhrzeit und mit Nachricht, wenn sich etwas verschiebt",
        "Appointments with a time only, and a message if anything moves",
      ),
    ],
  },
  {
    name: "Heinrich Ostermann",
    on: [-2, 7],
    by: "Paula Simonis",
    needs: [
      statement(
        "wish",
        "Frau Krug im Shop soll ihn weiter betreuen.",
        "Ms Krug in the store should go on looking after him.",
      ),
      statement(
        "motive",
        "Will nicht schlechter behandelt werden als ein neuer Kunde.",
        "Does not want to be treated worse than a new customer.",
      ),
    ],
  },
  {
    name: "Lea Sandvoss",
    on: [-3, 20],
    by: "Aylin Demir",
    needs: [
      statement(
        "wish",
        "Bitte nie anrufen, eine Nachricht in der App genügt.",
        "Please never call, a message in the app is enough.",
      ),
    ],
  },
];
