import { type ContractDates, lastDayInForce } from "@/lib/metrics/contract-rule";
import { addDays, type Day } from "@/lib/metrics/day";

/** An unbroken stretch of days with some contract in force; `lastDay` null = open end. */
export type Spell = { startedOn: Day; lastDay: Day | null };

/**
 * A customer's contracts joined where they overlap or follow day on day, in order of time.
 * The first spell of each customer is what survival counts; a later one is a return.
 */
export function spellsOf(contracts: readonly ContractDates[]): Spell[] {
  const spells: Spell[] = [];
  for (const { startedOn, lastDay } of ordered(contracts)) {
    const open = spells.at(-1);
    if (open && (open.lastDay === null || startedOn <= addDays(open.lastDay, 1)))
      open.lastDay = later(open.lastDay, lastDay);
    else spells.push({ startedOn, lastDay });
  }
  return spells;
}

/** Contracts that were in force for at least a day. */
function ordered(contracts: readonly ContractDates[]): Spell[] {
  return contracts
    .map((contract) => ({ startedOn: contract.startedOn, lastDay: lastDayInForce(contract) }))
    .filter(({ startedOn, lastDay }) => lastDay === null || startedOn <= lastDay)
    .sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
}

function later(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}
