import type { Lane } from "@/lib/journeys/schema/map";

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
