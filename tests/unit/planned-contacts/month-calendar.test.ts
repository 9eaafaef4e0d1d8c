import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AgendaList } from "@/components/planned-contacts/agenda-list";
import { ContactCard } from "@/components/planned-contacts/contact-card";
import { MonthCalendar } from "@/components/planned-contacts/month-calendar";
import { calendarLead } from "@/components/planned-contacts/prepare-calendar";
import { translator } from "@/lib/language/translator";
import type { CalendarData } from "@/lib/planned-contacts/queries/load-calendar";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import { monthGrid } from "@/lib/planned-contacts/rules/month-grid";
import { countStandings, type Standing } from "@/lib/planned-contacts/rules/standing";

const contact = (day: string, standing: Standing, purpose: string): ContactRow => ({
  ...{ id: `id-${day}`, uid: `uid-${day}`, version: 1, day, repeats: "none", state: "planned", standing },
  ...{ segment: { key: "families", name: "Junge Familien" }, customer: null, touchpoint: null },
  ...{ channel: null, department: null, purpose, feeling: "Gesehen", words: null, who: null },
  ...{ outcome: null, doneOn: null, changedAt: new Date("2026-02-01T00:00:00Z") },
  texts: { purpose: {}, feeling: {}, words: {} },
});

const contacts = [
  contact("2026-02-03", "missed", "Nachfassen"),
  contact("2026-02-10", "due", "Anrufen"),
  contact("2026-03-01", "planned", "Einladen"),
];
const data = {
  ...{ today: "2026-02-10", month: "2026-02", weeks: monthGrid("2026-02").weeks, contacts },
  waiting: contacts.slice(0, 2),
  counts: countStandings(contacts.slice(0, 2)),
} as CalendarData;
const words = { t: translator("de", "plannedContacts"), locale: "de" as const };
const common = { data, input: { segment: ["families"], department: undefined }, workspace: "w", words };

test("the month leads with what is due and missed", () => {
  expect(calendarLead(data, words)).toBe(
    "Heute ist 1 Kontakt fällig, 1 ist versäumt und offen geblieben. Februar 2026: 1 geplant, 0 erledigt, 1 versäumt.",
  );
});

test("every contact is a link in its week, and the filter goes along", () => {
  const month = renderToStaticMarkup(createElement(MonthCalendar, common));
  expect(month.match(/<tr/g)).toHaveLength(1 + 5);
  expect(month).toContain("/w/w/contacts?segment=families&amp;open=id-2026-03-01&amp;day=2026-03-01");
  expect(month).toContain("versäumt");
  expect(month.match(/aria-current="date"/g)).toHaveLength(1);
});

test("narrow screens list the days of the month alone", () => {
  const agenda = renderToStaticMarkup(createElement(AgendaList, common));
  expect([agenda.includes("Nachfassen"), agenda.includes("Anrufen"), agenda.includes("Einladen")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a card leaves out what was not said", () => {
  const card = renderToStaticMarkup(
    createElement(ContactCard, { contact: contact("2026-02-03", "missed", "x"), workspace: "w", words }),
  );
  expect([card.includes("Beabsichtigtes Gefühl"), card.includes("Worte")]).toEqual([true, false]);
});
