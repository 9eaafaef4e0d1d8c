import type { Lane } from "@/lib/journeys/schema/map";
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

type Note = [phase: string, lane: Lane, de: string, en: string];

/** What we do in each sub-phase, the same for everybody. */
const processes: Note[] = [
  [
    "awareness",
    "process",
    "Ratgeber schreiben, im Ausbaugebiet vor Ort sein",
    "Write guides, be there in the roll-out area",
  ],
  [
    "consideration",
    "process",
    "Verfügbarkeit prüfen, beraten, vergleichen helfen",
    "Check availability, advise, help to compare",
  ],
  [
    "decision",
    "process",
    "Angebot binnen eines Tages, Bonität, Vertrag",
    "Offer within a day, credit check, contract",
  ],
  [
    "onboarding",
    "process",
    "Anschluss-Begleiter: Termin mit Uhrzeit, Router vorbereitet, Anruf am dritten Tag",
    "Installation companion: appointment with a time, router prepared, call on day three",
  ],
  [
    "usage",
    "process",
    "Hotline, Entstörung, App, Rechnung, Treue",
    "Hotline, fault repair, app, invoice, loyalty",
  ],
  [
    "inactive",
    "process",
    "Anruf nach langer Stille, Erinnerung mit Anlass",
    "Call after a long silence, reminder with a reason",
  ],
  [
    "cancelled",
    "process",
    "Anruf am selben Tag, Entschuldigung, Angebot zum Grund",
    "Call on the same day, apology, an offer that fits the reason",
  ],
];

export const notesOfPersonas: Record<string, Note[]> = {
  "familie-aydin-vogt": [
    ["awareness", "does", "Fragt im Neubaugebiet die Nachbarn", "Asks the neighbours in the new estate"],
    ["awareness", "thinks", "„Das alte Netz reicht schon noch.“", "“The old line will do for now.”"],
    [
      "consideration",
      "does",
      "Prüft abends die Adresse und vergleicht Gesamtkosten",
      "Checks the address in the evening and compares total costs",
    ],
    ["consideration", "thinks", "„Was kostet es am Ende wirklich?“", "“What does it cost in the end?”"],
    ["consideration", "fears", "Etwas zu übersehen", "Missing something"],
    [
      "decision",
      "does",
      "Liest das Kleingedruckte, schließt an einem Abend ab",
      "Reads the small print, signs in one evening",
    ],
    ["decision", "thinks", "„Bis zum Einzug muss es laufen.“", "“It has to run by the time we move in.”"],
    [
      "onboarding",
      "does",
      "Nimmt einen Tag frei und wartet auf den Techniker",
      "Takes a day off and waits for the technician",
    ],
    [
      "onboarding",
      "thinks",
      "„Wenn er nicht kommt, ist der Tag weg.“",
      "“If he does not come, the day is gone.”",
    ],
    [
      "onboarding",
      "fears",
      "Zwei Wochen ohne Netz, mit zwei Berufen und zwei Kindern",
      "Two weeks without a line, with two jobs and two children",
    ],
    ["usage", "does", "Denkt nicht an uns, solange alles läuft", "Does not think of us while all runs"],
    ["usage", "fears", "Die Warteschleife am Feierabend", "The queue on the phone after work"],
    [
      "inactive",
      "thinks",
      "„Gibt es einen guten Grund, wiederzukommen?“",
      "“Is there a good reason to come back?”",
    ],
    [
      "cancelled",
      "fears",
      "Geräte zurückschicken und doch noch eine Rechnung bekommen",
      "Returning devices and still getting a bill",
    ],
  ],
  "lea-sandvoss": [
    ["consideration", "does", "Vergleicht nachts am Handy", "Compares at night on the phone"],
    ["decision", "thinks", "„Preis sofort, sonst weiter.“", "“Price at once, or I go on.”"],
    ["onboarding", "does", "Schließt den Router selbst an", "Plugs in the router herself"],
    [
      "usage",
      "thinks",
      "„Wenn ich dafür anrufen muss, lasse ich es.“",
      "“If I have to call for it, I will not do it.”",
    ],
    ["usage", "fears", "Ein Chatbot, der im Kreis fragt", "A chatbot that asks in circles"],
  ],
  "heinrich-ostermann": [
    ["consideration", "does", "Geht in den Shop zu Frau Krug", "Goes to Ms Krug in the store"],
    [
      "decision",
      "fears",
      "Etwas zu unterschreiben, das er nicht versteht",
      "Signing something that he does not understand",
    ],
    ["usage", "does", "Druckt jede Rechnung aus und rechnet nach", "Prints each invoice and checks the sum"],
    ["usage", "thinks", "„Am Telefon spricht jeder zu schnell.“", "“On the phone everybody talks too fast.”"],
    [
      "cancelled",
      "thinks",
      "„Dann eben nicht. Aber leid tut es mir doch.“",
      "“Well then. But I am sorry all the same.”",
    ],
  ],
  "frank-pohlmann": [
    [
      "usage",
      "does",
      "Vergleicht seinen Preis mit dem des Nachbarn",
      "Compares his price with the neighbour's",
    ],
    [
      "usage",
      "thinks",
      "„Der Nachbar zahlt als Neuer weniger als ich.“",
      "“My neighbour pays less as a newcomer than I do.”",
    ],
    ["usage", "fears", "Der Dumme zu sein, weil er treu war", "Being the fool for having been loyal"],
    ["cancelled", "thinks", "„Neun Jahre, und keiner ruft an.“", "“Nine years, and nobody calls.”"],
  ],
  "praxis-dr-neuhaus": [
    [
      "decision",
      "does",
      "Fragt nach Entstörzeiten und schreibt sie auf",
      "Asks for repair times and writes them down",
    ],
    [
      "onboarding",
      "fears",
      "Ein Umschalten mitten in der Sprechstunde",
      "Switching over during surgery hours",
    ],
    [
      "usage",
      "does",
      "Ruft bei Ausfall sofort an, auch am Samstag",
      "Calls at once in an outage, on Saturdays too",
    ],
    [
      "usage",
      "thinks",
      "„Ohne Leitung steht das Wartezimmer still.“",
      "“Without the line the waiting room stands still.”",
    ],
    ["usage", "fears", "Niemand mit Namen, der zuständig ist", "Nobody with a name who is in charge"],
  ],
};

/** What every map says, first what the customer goes through and then what we do. */
export const notesOf = (persona: string): Note[] => [...(notesOfPersonas[persona] ?? []), ...processes];

/** How customers shall feel where it matters most, −2 … 2. */
export const wishes: [persona: string, touchpoint: string, phase: string, mood: number][] = [
  ["familie-aydin-vogt", "installation-visit", "onboarding", 2],
  ["familie-aydin-vogt", "moving", "usage", 1],
  ["praxis-dr-neuhaus", "fault-hotline", "usage", 1],
];
