import { type ContractDates, isActiveByContract, lastDayInForce } from "@/lib/metrics/contract-rule";
import { spellsOf } from "@/lib/metrics/contract-spells";
import type { CustomerOverPeriod } from "@/lib/metrics/customer-flow";
import { type Day, dayBefore, type Period } from "@/lib/metrics/day";

/** A contract with what is known about its end. */
export type ContractWithReason = ContractDates & { involuntary: boolean; reason: string | null };

/** One customer over a period by the contract rule; `reason` is that of the loss, null without one. */
export function contractsOverPeriod(
  contracts: readonly ContractWithReason[],
  { from, to }: Period,
): Required<CustomerOverPeriod> & { reason: string | null } {
  const activeAtStart = isActiveByContract(contracts, dayBefore(from));
  const activeAtEnd = isActiveByContract(contracts, dayBefore(to));
  const first = spellsOf(contracts)[0]?.startedOn;
  const last = activeAtEnd ? [] : lastEnded(contracts, to);
  return {
    activeAtStart,
    activeAtEnd,
    isNew: first !== undefined && first >= from && first < to,
    // Several contracts that end together are involuntary only if the customer ended none of them.
    involuntary: last.length > 0 && last.every((contract) => contract.involuntary),
    reason: last.find((contract) => contract.reason !== null)?.reason ?? null,
  };
}

/** Notices that arrived within the period, and those taken back in it: the leading figure of churn and the saves. */
export function notices(
  contracts: Iterable<ContractDates>,
  { from, to }: Period,
): { given: number; withdrawn: number } {
  const within = (day: Day | null) => day !== null && day >= from && day < to;
  const found = { given: 0, withdrawn: 0 };
  for (const { cancelledOn, withdrawnOn } of contracts) {
    if (within(cancelledOn)) found.given++;
    if (within(withdrawnOn)) found.withdrawn++;
  }
  return found;
}

/** The contracts whose last day is the latest one before `to`. */
function lastEnded(contracts: readonly ContractWithReason[], to: Day): ContractWithReason[] {
  const ended = contracts
    .map((contract) => ({ contract, last: lastDayInForce(contract) }))
    .filter((end): end is { contract: ContractWithReason; last: Day } => end.last !== null && end.last < to);
  const latest = ended
    .map(({ last }) => last)
    .sort()
    .at(-1);
  return ended.filter(({ last }) => last === latest).map(({ contract }) => contract);
}
