import type { Calendar, Day } from "./calendar";
import { type Cast, saturdayNear } from "./cast";
import type { DemoCustomer } from "./customers";
import { drawOf } from "./draw";
import { anyMinute, type DemoFeedback } from "./feedback";
import { everyGroup, type Respondents } from "./respondents";
import { existsIn, type StoryTouchpoint, storyTouchpoints } from "./story";

export type DemoContact = {
  customer: DemoCustomer;
  touchpoint: string;
  day: Day;
  minute: number;
  direction: "in" | "out";
  planned: boolean;
  by: string | null;
  outcome: string | null;
  durationSeconds: number | null;
  subject: string | null;
};

export type DemoContactCount = { touchpoint: string; month: Day; contacts: number };

/** Contacts are known one by one for so many days; older ones as a number a month. */
const singleDays = 90;
/** Where we know who it was. Everything else is only counted. */
const personal = ["phone", "store", "field"];

const desks: Record<string, string[]> = {
  phone: ["Aylin Demir", "Team Störung", "Team Tarif", "Kundenservice"],
  store: ["Shop Kassel Mitte", "Shop Bremen", "Shop Essen", "Shop Nürnberg"],
  field: ["Technik Nord", "Technik West", "Technik Mitte", "Technik Süd"],
};

export function buildContacts(
  calendar: Calendar,
  respondents: Respondents,
  feedback: readonly DemoFeedback[],
  cast: Cast,
): { contacts: DemoContact[]; counts: DemoContactCount[] } {
  const begin = calendar.last - singleDays + 1;
  const contacts: DemoContact[] = [];
  const counts: DemoContactCount[] = [];
  for (const touchpoint of storyTouchpoints) {
    const isPersonal = personal.includes(touchpoint.channel);
    if (isPersonal) contacts.push(...singleContacts(calendar, respondents, touchpoint, begin, feedback));
    counts.push(...monthlyCounts(calendar, touchpoint, isPersonal ? begin - 1 : calendar.last));
  }
  return { contacts: [...contacts, ...scriptedContacts(cast, calendar)], counts };
}

/** As many as the touchpoint has in the time; who answered a question was there. */
function singleContacts(
  calendar: Calendar,
  respondents: Respondents,
  touchpoint: StoryTouchpoint,
  begin: Day,
  feedback: readonly DemoFeedback[],
): DemoContact[] {
  const draw = drawOf(`contacts ${touchpoint.key}`);
  const desk = desks[touchpoint.channel] ?? [];
  const contacts: DemoContact[] = [];
  const meet = (customer: DemoCustomer, day: Day, minute: number) =>
    contacts.push({
      customer,
      touchpoint: touchpoint.key,
      day,
      minute,
      direction: touchpoint.planned ? "out" : "in",
      planned: touchpoint.planned,
      by: draw.pick(desk),
      outcome: draw.chance(0.74) ? "erledigt" : draw.chance(0.6) ? "Rückruf vereinbart" : "weitergeleitet",
      durationSeconds: touchpoint.channel === "field" ? draw.whole(1_200, 7_200) : draw.whole(60, 1_500),
      subject: null,
    });
  for (const { customer, touchpoint: where, day, minute, technique } of feedback)
    if (customer && where === touchpoint.key && day >= begin && technique !== "agent")
      meet(customer, day, Math.max(6 * 60, minute - 45));
  const wanted = Math.round((touchpoint.contactsPerMonth * singleDays) / 30.4);
  for (let n = contacts.length; n < wanted; n++) {
    const day = draw.whole(begin, calendar.last);
    const who = respondents.draw(draw, touchpoint, calendar.quarterOf(day), everyGroup);
    if (who) meet(who.customer, Math.max(begin, Math.min(who.day, calendar.last)), anyMinute(draw));
  }
  return contacts;
}

function monthlyCounts(calendar: Calendar, touchpoint: StoryTouchpoint, until: Day): DemoContactCount[] {
  const draw = drawOf(`counts ${touchpoint.key}`);
  const counts: DemoContactCount[] = [];
  for (let month = calendar.from(-8); month <= until; ) {
    const next = monthAfter(month);
    const share = (Math.min(next - 1, until) - month + 1) / (next - month);
    const contacts = Math.round(touchpoint.contactsPerMonth * share * (1 + 0.04 * draw.normal()));
    if (contacts > 0 && existsIn(touchpoint.key, calendar.quarterOf(month)))
      counts.push({ touchpoint: touchpoint.key, month, contacts });
    month = next;
  }
  return counts;
}

function monthAfter(month: Day): Day {
  const date = new Date(month * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 86_400_000;
}

/** What was done about the cast, also long ago: it is what their pages tell. */
function scriptedContacts({ aydin, ostermann, neuhaus }: Cast, calendar: Calendar): DemoContact[] {
  const contact = (
    customer: DemoCustomer,
    touchpoint: string,
    day: Day,
    minute: number,
    rest: Pick<DemoContact, "direction" | "by" | "outcome" | "subject">,
  ): DemoContact => ({
    customer,
    touchpoint,
    day,
    minute,
    planned: rest.direction === "out",
    durationSeconds: 540,
    ...rest,
  });
  const saturday = saturdayNear(calendar.day(-1, 18));
  return [
    contact(aydin, "complaint", calendar.day(-4, 34), 9 * 60, {
      direction: "in",
      by: "Aylin Demir",
      outcome: "Rückruf vereinbart",
      subject: "Technikertermin geplatzt, keine Nachricht",
    }),
    contact(aydin, "complaint", calendar.day(-4, 34), 15 * 60 + 30, {
      direction: "out",
      by: "Aylin Demir",
      outcome: "Entschuldigung, 30 € Kulanz, neuer Termin",
      subject: "Rückruf zur Beschwerde",
    }),
    contact(ostermann, "winback-call", calendar.day(-2, 7), 10 * 60 + 15, {
      direction: "out",
      by: "Team Kundenbindung",
      outcome: "Preisgarantie für 24 Monate, Kündigung zurückgezogen",
      subject: "Kündigung wegen der Preisanpassung",
    }),
    contact(neuhaus, "fault-hotline", saturday, 12 * 60 + 40, {
      direction: "in",
      by: "Team Störung",
      outcome: "Rückruf binnen einer Stunde zugesagt",
      subject: "Ausfall: Kartenlesegerät ohne Netz",
    }),
    contact(neuhaus, "fault-hotline", saturday + 1, 7 * 60 + 40, {
      direction: "out",
      by: "Team Störung",
      outcome: "Rückruf nach 19 Stunden statt einer",
      subject: "Rückruf zum Ausfall",
    }),
    contact(neuhaus, "fault-hotline", calendar.day(-1, 45), 18 * 60 + 5, {
      direction: "in",
      by: "Team Störung",
      outcome: "Leitung neu gestartet",
      subject: "Zweiter Ausfall",
    }),
  ];
}
