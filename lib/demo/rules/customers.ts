import type { Attributes } from "@/lib/fields/attributes";
import type { Calendar, Day } from "./calendar";
import type { Group, Region } from "./story";

/** A contract as the database keeps it, with days as numbers. */
export type DemoContract = {
  plan: string;
  startedOn: Day;
  endsOn: Day | null;
  cancelledOn: Day | null;
  withdrawnOn: Day | null;
  reason: string | null;
  involuntary: boolean;
  revenueMinor: number;
  marginMinor: number;
};

/** A customer of the demo company with what the story knows about them. */
export type DemoCustomer = {
  /** Place in the list of all. */
  n: number;
  externalId: string;
  kind: "person" | "company";
  company: DemoCustomer | null;
  name: string;
  email: string | null;
  phone: string | null;
  language: "de" | "en";
  joinedOn: Day | null;
  attributes: Attributes;
  /** null: never had a contract. */
  group: Group | null;
  region: Region;
  /** How well disposed somebody is, from the standard normal distribution: the same in all of their answers. */
  temper: number;
  /** The contracts for the line, one after the other; they decide who is active. */
  lines: DemoContract[];
  /** What else was ordered beside the line. */
  extras: DemoContract[];
  /** One of the cast: nothing happens to them that the script does not say. */
  isCast: boolean;
};

const isVoid = ({ cancelledOn, withdrawnOn }: DemoContract): boolean =>
  withdrawnOn !== null && cancelledOn !== null && withdrawnOn >= cancelledOn;

/** The last day in force, or null where the end is open. */
export const lastDayOf = (contract: DemoContract): Day | null => (isVoid(contract) ? null : contract.endsOn);

export function isActive({ lines }: DemoCustomer, day: Day): boolean {
  return lines.some((line) => {
    const last = lastDayOf(line);
    return line.startedOn <= day && (last === null || day <= last);
  });
}

/** The first day without a contract after this one, within a horizon; null where there is none. */
export function lostOn({ lines }: DemoCustomer, from: Day, horizon: Day): Day | null {
  for (const line of lines) {
    const last = lastDayOf(line);
    if (last !== null && last >= from && last < horizon) return last + 1;
  }
  return null;
}

/** The first contract of all. */
export const firstDayOf = ({ lines }: DemoCustomer): Day | null => lines[0]?.startedOn ?? null;

/** The days of a quarter on which somebody can be asked: with a contract, and a few days after its beginning. */
export function askableDays(
  customer: DemoCustomer,
  calendar: Calendar,
  quarter: number,
  settled = 0,
): [first: Day, last: Day] | null {
  const [from, to] = [calendar.from(quarter), calendar.lastOf(quarter)];
  for (const line of customer.lines) {
    const first = Math.max(from, line.startedOn + settled);
    const last = Math.min(to, lastDayOf(line) ?? to);
    if (first <= last) return [first, last];
  }
  return null;
}
