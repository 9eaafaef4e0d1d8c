import type { Repeats } from "@/lib/planned-contacts/rules/recurrence";

type Text = readonly [de: string, en: string];

type DemoContact = {
  segment?: string;
  /** A customer by name instead of a segment. */
  customer?: string;
  touchpoint: string;
  department: string;
  /** Days from today. */
  in: number;
  repeats: Repeats;
  who: string;
  purpose: Text;
  feeling: Text;
  words?: Text;
  /** It took place on its day. */
  outcome?: Text;
};

/**
 * Whom Wellanda means to contact around today, for the leading segments and one customer: two are done, one is due, one
 * was planned for a day that is over and did not happen.
 */
export const demoContacts: DemoContact[] = [
  {
    segment: "families",
    touchpoint: "welcome-call",
    department: "service",
    in: -9,
    repeats: "none",
    who: "Aylin Demir",
    purpose: [
      "Willkommensanrufe nach den Anschlüssen der Vorwoche",
      "Welcome calls after last week's connections",
    ],
    feeling: ["Die lassen mich nicht allein", "They do not leave me alone"],
    outcome: [
      "31 von 40 erreicht; fünf Mal half ein Hinweis zum Standort des Routers.",
      "Reached 31 of 40; five times a hint on where to put the router helped.",
    ],
  },
  {
    segment: "families",
    touchpoint: "welcome-call",
    department: "service",
    in: 2,
    repeats: "weekly",
    who: "Aylin Demir",
    purpose: ["Willkommensanruf am dritten Tag", "Welcome call on day three"],
    feeling: ["Die lassen mich nicht allein", "They do not leave me alone"],
    words: [
      "Läuft alles, auch im Kinderzimmer? Wenn etwas hakt, bleibe ich am Telefon, bis es geht.",
      "Does everything work, in the children's room too? If something is stuck, I stay on the line until it works.",
    ],
  },
  {
    segment: "families",
    touchpoint: "first-invoice",
    department: "billing",
    in: 6,
    repeats: "monthly",
    who: "Jürgen Maas",
    purpose: ["Erste Rechnung erklären, bevor jemand fragt", "Explain the first invoice before anybody asks"],
    feeling: ["Keine böse Überraschung", "No nasty surprise"],
  },
  {
    segment: "digital",
    touchpoint: "self-service-app",
    department: "product",
    in: 5,
    repeats: "monthly",
    who: "Carla Wenning",
    purpose: ["Ein Tipp zur App, der Zeit spart", "One tip about the app that saves time"],
    feeling: ["Das wusste ich noch nicht", "I did not know that yet"],
  },
  {
    segment: "digital",
    touchpoint: "renewal-offer",
    department: "retention",
    in: 9,
    repeats: "quarterly",
    who: "Paula Simonis",
    purpose: [
      "Angebot zur Verlängerung, ehe der Vertrag ausläuft",
      "Offer to renew before the contract runs out",
    ],
    feeling: ["Treue zahlt sich aus", "Loyalty pays"],
  },
  {
    segment: "seniors",
    touchpoint: "store-service",
    department: "sales-store",
    in: -4,
    repeats: "none",
    who: "Tobias Krämer",
    purpose: ["Einladung zur Sprechstunde im Shop", "Invitation to the help hour in the store"],
    feeling: ["Hier nimmt sich jemand Zeit", "Somebody takes time here"],
    outcome: [
      "14 Gäste; der häufigste Wunsch war eine größere Schrift auf der Rechnung.",
      "14 guests; most of them wished for larger print on the invoice.",
    ],
  },
  {
    segment: "seniors",
    touchpoint: "self-installation",
    department: "service",
    in: 3,
    repeats: "none",
    who: "Aylin Demir",
    purpose: ["Anruf vor der Selbsteinrichtung", "Call before the self installation"],
    feeling: ["Das schaffe ich", "I can do this"],
    words: [
      "Wollen wir es gemeinsam machen? Ich habe eine halbe Stunde für Sie.",
      "Shall we do it together? I have half an hour for you.",
    ],
  },
  {
    segment: "price",
    touchpoint: "price-letter",
    department: "product",
    in: -6,
    repeats: "none",
    who: "Carla Wenning",
    purpose: [
      "Nachfassen nach dem Schreiben zur Preisanpassung",
      "Follow up after the letter on the price change",
    ],
    feeling: ["Man spricht offen mit mir", "They speak openly with me"],
  },
  {
    segment: "price",
    touchpoint: "quiet-customer-call",
    department: "retention",
    in: 0,
    repeats: "monthly",
    who: "Paula Simonis",
    purpose: ["Anruf nach langer Funkstille", "Call after a long silence"],
    feeling: [
      "Die haben an mich gedacht, ohne mir etwas zu verkaufen",
      "They thought of me without selling anything",
    ],
    words: [
      "Wir haben lange nichts voneinander gehört. Passt Ihr Tarif noch zu dem, was Sie brauchen?",
      "We have not heard from each other for long. Does your tariff still fit what you need?",
    ],
  },
  {
    segment: "business",
    touchpoint: "key-account-review",
    department: "sales-business",
    in: 12,
    repeats: "yearly",
    who: "Holger Fuchs",
    purpose: ["Jahresgespräch mit Geschäftskunden", "Annual review with business customers"],
    feeling: ["Die kennen meinen Betrieb", "They know my business"],
    words: [
      "Was hat Sie im letzten Jahr Zeit gekostet, und was davon liegt an uns?",
      "What cost you time in the last year, and which part of it is down to us?",
    ],
  },
  {
    segment: "business",
    touchpoint: "fault-hotline",
    department: "sales-business",
    in: 1,
    repeats: "quarterly",
    who: "Holger Fuchs",
    purpose: ["Rückfrage nach den Störungen des Quartals", "Check-in after the faults of the quarter"],
    feeling: ["Meine Ausfälle werden ernst genommen", "My outages are taken seriously"],
  },
  {
    customer: "Praxis Dr. Neuhaus",
    touchpoint: "key-account-review",
    department: "sales-business",
    in: 8,
    repeats: "yearly",
    who: "Beate Lorenz",
    purpose: ["Jahresgespräch in der Praxis", "Annual review at the practice"],
    feeling: ["Die kennen meinen Betrieb", "They know my business"],
  },
];
