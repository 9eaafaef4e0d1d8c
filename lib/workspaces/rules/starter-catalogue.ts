import type { Locale } from "@/lib/language/locale";

/** [key, German, English, part of] */
type Entry = readonly [key: string, de: string, en: string, parent?: string];

const phases: Entry[] = [
  ["acquisition", "Anbahnungsphase", "Acquisition phase"],
  ["awareness", "Aufmerksamkeit", "Awareness", "acquisition"],
  ["consideration", "Erwägung", "Consideration", "acquisition"],
  ["decision", "Entscheidung", "Decision", "acquisition"],
  ["active", "Aktive Kundenphase", "Active phase"],
  ["onboarding", "Onboarding und Auslieferung", "Onboarding and delivery", "active"],
  ["usage", "Nutzung", "Usage", "active"],
  ["passive", "Passive Kundenphase", "Passive phase"],
  ["inactive", "Inaktiv", "Inactive", "passive"],
  ["cancelled", "Gekündigt", "Cancelled", "passive"],
];

const channels: Entry[] = [
  ["ad", "Werbung", "Advertising"],
  ["social", "Soziale Medien", "Social media"],
  ["review", "Bewertungsportal", "Review site"],
  ["referral", "Empfehlung", "Word of mouth"],
  ["event", "Veranstaltung", "Event"],
  ["web", "Website", "Website"],
  ["shop-online", "Onlineshop", "Online shop"],
  ["app", "App und Portal", "App and portal"],
  ["store", "Shop vor Ort", "Store"],
  ["phone", "Telefon", "Phone"],
  ["chat", "Chat", "Chat"],
  ["email", "E-Mail", "E-mail"],
  ["sms", "SMS", "Text message"],
  ["letter", "Brief", "Letter"],
  ["parcel", "Paket", "Parcel"],
  ["field", "Besuch vor Ort", "Visit on site"],
  ["use", "Nutzung selbst", "Product in use"],
];

/** Fixed by the REST API; a workspace adds its own. */
const momentsOfTruth: Entry[] = [
  ["unclear_offer", "Unklares Angebot", "Unclear offer"],
  ["malfunction", "Störung", "Malfunction"],
  ["complaint", "Beschwerde", "Complaint"],
];

export type CatalogueRow = {
  key: string;
  name: string;
  translations: Record<string, string>;
  position: number;
  parent?: string;
};

/** Rows of a catalogue in the workspace's language, with the other language beside it. */
export function catalogueRows(entries: readonly Entry[], locale: Locale): CatalogueRow[] {
  return entries.map(([key, de, en, parent], position) => ({
    key,
    name: locale === "de" ? de : en,
    translations: { de, en },
    position,
    ...(parent ? { parent } : {}),
  }));
}

/** What every workspace begins with. */
export function starterCatalogue(locale: Locale) {
  return {
    phases: catalogueRows(phases, locale),
    channels: catalogueRows(channels, locale),
    momentsOfTruth: catalogueRows(momentsOfTruth, locale),
  };
}
