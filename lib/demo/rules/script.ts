import type { Calendar, Day } from "./calendar";
import { type Cast, saturdayNear } from "./cast";
import { coreBeginning } from "./comments";
import type { DemoCustomer } from "./customers";
import type { DemoFeedback } from "./feedback";

type ScriptedExperience = {
  customer: DemoCustomer;
  touchpoint: string;
  day: Day;
  value: number;
  minute?: number;
  comment?: string;
};

/** What the cast experienced. Where a cell is planted these answers are part of its counts. */
export function scriptedExperiences(cast: Cast, calendar: Calendar): ScriptedExperience[] {
  const { aydin, ostermann, neuhaus, pohlmann, sandvoss, grant, kornblum, yusuf } = cast;
  const on = (quarter: number, day: number): Day => calendar.day(quarter, day);
  return [
    {
      customer: aydin,
      touchpoint: "installation-visit",
      day: on(-4, 33),
      value: 1,
      comment: coreBeginning("installation-visit", "Techniker kam nicht"),
    },
    { customer: aydin, touchpoint: "installation-visit", day: on(-4, 38), value: 4 },
    { customer: ostermann, touchpoint: "store-advice", day: on(-8, 5), value: 5 },
    { customer: ostermann, touchpoint: "price-letter", day: on(-4, 1), value: 2 },
    {
      customer: neuhaus,
      touchpoint: "key-account-review",
      day: on(-2, 40),
      value: 5,
    },
    {
      customer: neuhaus,
      touchpoint: "fault-hotline",
      day: saturdayNear(on(-1, 18)),
      minute: 13 * 60 + 20,
      value: 1,
      comment: coreBeginning("fault-hotline", "Am Samstag"),
    },
    {
      customer: neuhaus,
      touchpoint: "fault-hotline",
      day: on(-1, 45),
      minute: 18 * 60 + 50,
      value: 2,
      comment: coreBeginning("fault-hotline", "40 Minuten"),
    },
    {
      customer: pohlmann,
      touchpoint: "price-letter",
      day: on(-4, 3),
      value: 1,
      comment: coreBeginning("price-letter", "Neun Jahre Kunde"),
    },
    { customer: sandvoss, touchpoint: "online-checkout", day: on(-7, 2), value: 5 },
    ...[-5, -3, -1].map((quarter) => ({
      customer: sandvoss,
      touchpoint: "self-service-app",
      day: on(quarter, 47),
      value: 4,
    })),
    {
      customer: grant,
      touchpoint: "moving",
      day: on(-1, 12),
      value: 2,
      comment: coreBeginning("moving", "Reported the move", "en"),
    },
    {
      customer: grant,
      touchpoint: "help-chatbot",
      day: on(-1, 50),
      value: 1,
      comment: coreBeginning("help-chatbot", "The chatbot showed me", "en"),
    },
    { customer: kornblum, touchpoint: "moving", day: on(-1, 25), value: 2 },
    {
      customer: yusuf,
      touchpoint: "monthly-invoice",
      day: on(-1, 36),
      value: 2,
      comment: coreBeginning("monthly-invoice", "Zwei Posten"),
    },
  ];
}

/** What staff noted of the complaint of the family Aydin-Vogt: mood before and after, words, no number of ours. */
export function notedByStaff(cast: Cast, calendar: Calendar): DemoFeedback[] {
  const note = (
    quarter: number,
    day: number,
    minute: number,
    mood: number,
    comment: string,
  ): DemoFeedback => ({
    customer: cast.aydin,
    touchpoint: "complaint",
    channel: null,
    occasion: "contact",
    technique: "agent",
    day: calendar.day(quarter, day),
    minute,
    answers: [{ metric: "rating", scale: "-2-2", dimension: "mood", value: mood }],
    comment,
    language: "de",
    notedBy: "Aylin Demir",
  });
  return [
    note(
      -4,
      34,
      9 * 60 + 10,
      -2,
      "Beide hatten freigenommen, der Techniker kam nicht und niemand hat sich gemeldet.",
    ),
    note(-4, 34, 15 * 60 + 40, 1, "Zurückgerufen, entschuldigt, 30 € Kulanz, neuer Termin am Samstag."),
  ];
}
