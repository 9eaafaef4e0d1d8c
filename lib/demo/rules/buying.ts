import type { OfferKind } from "@/lib/buying/rules/gaps";

type Text = readonly [de: string, en: string];

type DemoOffer = {
  kind: OfferKind;
  name: Text;
  address?: string;
  touchpoint?: string;
  department: string;
};

type DemoInformationNeed = { phase: string; text: Text; offers: DemoOffer[] };

const page = (path: string) => `https://wellanda.example/${path}`;

/** What households want to know before they sign at Wellanda, and what is there for it: two have nothing, three only a talk. */
export const demoInformationNeeds: DemoInformationNeed[] = [
  {
    phase: "awareness",
    text: ["Betrifft mich das überhaupt?", "Does this concern me at all?"],
    offers: [
      {
        kind: "content",
        name: ["Ratgeber „Welches Internet passt zu uns?“", "Guide “Which internet fits us?”"],
        address: page("ratgeber/welches-internet"),
        touchpoint: "guide-article",
        department: "marketing",
      },
      {
        kind: "step",
        name: ["Gespräch am Infostand", "Talk at the stand"],
        touchpoint: "build-area-stand",
        department: "marketing",
      },
    ],
  },
  {
    phase: "awareness",
    text: ["Was kostet es mich, nichts zu tun?", "What does doing nothing cost me?"],
    offers: [],
  },
  {
    phase: "awareness",
    text: ["Was sagen andere, die es schon haben?", "What do others say who have it already?"],
    offers: [
      {
        kind: "step",
        name: ["Nachbarn berichten beim Infoabend", "Neighbours tell at the evening event"],
        touchpoint: "build-area-stand",
        department: "marketing",
      },
    ],
  },
  {
    phase: "consideration",
    text: ["Welche Möglichkeiten gibt es an meiner Adresse?", "Which options exist at my address?"],
    offers: [
      {
        kind: "content",
        name: ["Verfügbarkeitsprüfung", "Availability check"],
        address: page("verfuegbarkeit"),
        touchpoint: "availability-check",
        department: "sales-online",
      },
      {
        kind: "step",
        name: ["Telefonische Tarifberatung", "Tariff advice by phone"],
        touchpoint: "presales-phone",
        department: "service",
      },
    ],
  },
  {
    phase: "consideration",
    text: ["Was spricht jeweils dagegen?", "What speaks against each of them?"],
    offers: [
      {
        kind: "step",
        name: ["Beratungsgespräch im Shop", "Consultation in the store"],
        touchpoint: "store-advice",
        department: "sales-store",
      },
    ],
  },
  {
    phase: "consideration",
    text: [
      "Was kostet es am Ende wirklich, über die ganze Laufzeit?",
      "What does it really cost in the end, over the whole term?",
    ],
    offers: [],
  },
  {
    phase: "decision",
    text: ["Worin seid ihr besser?", "Where are you better?"],
    offers: [
      {
        kind: "content",
        name: ["Tarifvergleich", "Tariff comparison"],
        address: page("tarife/vergleich"),
        touchpoint: "tariff-comparison",
        department: "product",
      },
    ],
  },
  {
    phase: "decision",
    text: ["Was steht im Kleingedruckten?", "What is in the small print?"],
    offers: [
      {
        kind: "content",
        name: ["Vertragszusammenfassung auf einer Seite", "Contract summary on one page"],
        touchpoint: "contract-summary",
        department: "sales-online",
      },
      {
        kind: "step",
        name: ["Rückruf zu Angebot oder Preis", "Call back about offer or price"],
        touchpoint: "order-question",
        department: "service",
      },
    ],
  },
  {
    phase: "decision",
    text: ["Wie schnell geht es los?", "How soon does it start?"],
    offers: [
      {
        kind: "step",
        name: ["Auskunft beim Vertragsabschluss im Shop", "Told when signing in the store"],
        touchpoint: "store-purchase",
        department: "sales-store",
      },
    ],
  },
];
