import { type ContractWithReason, contractsOverPeriod } from "@/lib/metrics/contract-period";
import { isInForce } from "@/lib/metrics/contract-rule";
import { type CustomerFlow, customerFlow } from "@/lib/metrics/customer-flow";
import { type Day, dayBefore, dayNumber, type Period } from "@/lib/metrics/day";
import { isCountingOrder, ordersOverPeriod } from "@/lib/metrics/inactivity-rule";
import { monthlyRevenueOn, type RevenueFlow, revenueFlow } from "@/lib/metrics/revenue-churn";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import type { DatedTrait } from "@/lib/retention/rules/figure";
import { type Facts, groupKeys, ofCustomer, phaseKeys, plans } from "./facts";

/** A filter in the words of the facts: names of plans, numbers of phases and product groups. */
export type TraitFilter = { plan?: string[]; phase?: number[]; "product-group"?: number[] };

/** The facts of one customer. */
export type Person = {
  contracts: Facts["contracts"];
  orders: Facts["orders"];
  moves: Facts["moves"];
};

export function peopleOf(facts: Facts): Person[] {
  const contracts = ofCustomer(facts.contracts, facts.customers);
  const orders = ofCustomer(facts.orders, facts.customers);
  const moves = ofCustomer(facts.moves, facts.customers);
  return contracts.map((own, n) => ({
    contracts: own,
    orders: (orders[n] ?? []).filter(isCountingOrder),
    // Two moves at the same instant: the one that was written later is the later one.
    moves: [...(moves[n] ?? [])].sort((a, b) => (a.day === b.day ? a.hour - b.hour : a.day < b.day ? -1 : 1)),
  }));
}

/** The values of a trait that a customer had at the start of a period, as keys. */
export function traitsAt({ contracts, orders, moves }: Person, trait: DatedTrait, from: Day): string[] {
  const before = dayBefore(from);
  switch (trait) {
    case "plan":
      return unique(contracts.filter((contract) => isInForce(contract, before)).map(({ plan }) => plan));
    case "phase": {
      const last = moves.findLast(({ day }) => day < from);
      return last ? [phaseKeys[last.phase] ?? ""] : [];
    }
    case "product-group":
      return unique(orders.filter(({ day }) => day < from).flatMap(({ groups }) => groups.map(groupKey)));
  }
}

const groupKey = (n: number) => groupKeys[n] ?? "";
export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What a trait can say, and nothing. */
export const keysOf: Record<DatedTrait, (string | null)[]> = {
  plan: [...plans, null],
  phase: [...phaseKeys, null],
  "product-group": [...groupKeys, null],
};

export const wantedKeys = (filter: TraitFilter, trait: DatedTrait): string[] | undefined =>
  trait === "plan"
    ? filter.plan
    : filter[trait]?.map((n) => (trait === "phase" ? (phaseKeys[n] ?? "") : groupKey(n)));

export function isMember(person: Person, filter: TraitFilter, from: Day): boolean {
  return (["plan", "phase", "product-group"] as const).every((trait) => {
    const wanted = wantedKeys(filter, trait);
    return !wanted || traitsAt(person, trait, from).some((key) => wanted.includes(key));
  });
}

export const isInGroup = (person: Person, trait: DatedTrait, key: string | null, from: Day): boolean => {
  const own = traitsAt(person, trait, from);
  return key === null ? own.length === 0 : own.includes(key);
};

const daysOf = (person: Person) =>
  unique(person.orders.map(({ day }) => dayNumber(day))).sort((a, b) => a - b);

export function overPeriod(person: Person, period: Period, rule: ActivityRule) {
  if (rule.rule === "contract") return contractsOverPeriod(person.contracts, period);
  const { inactivityDays, ownMedianTimes } = rule;
  return ordersOverPeriod(daysOf(person), period, {
    days: inactivityDays,
    ...(ownMedianTimes === null ? {} : { ownMedianTimes }),
  });
}

/** The flow of the people meant: who was there at the start by the filter, arrivals only where there is none. */
export function flowByHand(people: readonly Person[], period: Period, rule: ActivityRule): CustomerFlow {
  return customerFlow(people.map((person) => overPeriod(person, period, rule)));
}

export function reasonsByHand(people: readonly Person[], period: Period) {
  const found = new Map<string | null, { reason: string | null; lost: number; involuntary: number }>();
  for (const person of people) {
    const one = contractsOverPeriod(person.contracts as ContractWithReason[], period);
    if (!one.activeAtStart || one.activeAtEnd) continue;
    const reason = found.get(one.reason) ?? { reason: one.reason, lost: 0, involuntary: 0 };
    reason.lost++;
    if (one.involuntary) reason.involuntary++;
    found.set(one.reason, reason);
  }
  return [...found.values()].sort((a, b) => String(a.reason).localeCompare(String(b.reason)));
}

export function revenueByHand(people: readonly Person[], { from, to }: Period): RevenueFlow {
  return revenueFlow(
    people
      .filter(({ contracts }) => contracts.some((contract) => isInForce(contract, dayBefore(from))))
      .map(({ contracts }) => ({
        atStart: monthlyRevenueOn(contracts, dayBefore(from)),
        atEnd: monthlyRevenueOn(contracts, dayBefore(to)),
      })),
  );
}
