import { usualReasons } from "@/lib/contracts/rules/usual-reasons";
import type { Day } from "./calendar";
import { type Calendar, weekday } from "./calendar";
import type { DemoContract, DemoCustomer } from "./customers";
import { lastNotice } from "./notices";
import type { Group, Region } from "./story";

export type CastName = "aydin" | "ostermann" | "neuhaus" | "pohlmann" | "sandvoss" | "grant" | "kornblum";
export type CastPerson = CastName | "grete" | "yusuf";

type Role = {
  name: string;
  group: Group;
  phone: string;
  region: Region;
  plan: string;
  /** Where the contract begins: a day of the story, or so many days before Q-8. */
  since: [quarter: number, day: number] | { before: number };
  language?: "en";
  temper: number;
  employees?: number;
};

/** Customers with a scripted history. Their rows are part of the planted counts. */
export const roles: Record<CastName, Role> = {
  aydin: {
    name: "Familie Aydin-Vogt",
    group: "families",
    phone: "0171 39200 11",
    region: "Mitte",
    plan: "Internet 250",
    since: [-4, 20],
    temper: 0.4,
  },
  ostermann: {
    name: "Heinrich Ostermann",
    group: "seniors",
    phone: "030 23125 071",
    region: "Nord",
    plan: "Internet 100",
    since: { before: 4_100 },
    temper: 0.6,
  },
  neuhaus: {
    name: "Praxis Dr. Neuhaus",
    group: "business",
    phone: "0221 4710 206",
    region: "West",
    plan: "Business 500",
    since: [-6, 12],
    temper: -0.2,
    employees: 6,
  },
  pohlmann: {
    name: "Frank Pohlmann",
    group: "price_old",
    phone: "0171 39200 52",
    region: "Mitte",
    plan: "Internet Spar 50",
    // Nine years before the letter.
    since: { before: 2_922 },
    temper: -0.1,
  },
  sandvoss: {
    name: "Lea Sandvoss",
    group: "digital",
    phone: "0176 04069 024",
    region: "Süd",
    plan: "Internet 100",
    since: [-7, 2],
    temper: 0.3,
  },
  grant: {
    name: "Oliver Grant",
    group: "digital",
    phone: "0171 39200 83",
    region: "West",
    plan: "Internet 250",
    since: { before: 460 },
    language: "en",
    temper: -0.6,
  },
  kornblum: {
    name: "Bäckerei Kornblum GmbH",
    group: "business",
    phone: "040 66969 318",
    region: "Nord",
    plan: "Business 500",
    since: { before: 1_730 },
    temper: 0,
    employees: 18,
  },
};

/** Two people of one company with two opinions. */
export const peopleOfKornblum: { key: CastPerson; name: string; role: string }[] = [
  { key: "grete", name: "Grete Kornblum", role: "Inhaberin" },
  { key: "yusuf", name: "Yusuf Demirel", role: "Buchhaltung" },
];

export type Cast = Record<CastPerson, DemoCustomer>;

/** The Saturday that is nearest to a day. */
export function saturdayNear(day: Day): Day {
  const after = (6 - weekday(day) + 7) % 7;
  return after <= 3 ? day + after : day + after - 7;
}

/** What the script says about the end of a contract. */
export function scriptedEnd(
  name: CastName,
  calendar: Calendar,
): Partial<Pick<DemoContract, "endsOn" | "cancelledOn" | "withdrawnOn" | "reason">> {
  switch (name) {
    case "pohlmann":
      return { ...lastNotice(calendar.day(-4, 50)), reason: usualReasons.price.de };
    case "ostermann":
      return {
        ...lastNotice(calendar.day(-2, 36)),
        withdrawnOn: calendar.day(-2, 7),
        reason: usualReasons.price.de,
      };
    case "neuhaus":
      // A fixed term without notice: the end of next quarter is where the warning looks.
      return { endsOn: calendar.day(1, 40) };
    default:
      return {};
  }
}
