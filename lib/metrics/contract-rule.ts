import { addDays, type Day, wholeMonths } from "@/lib/metrics/day";

/** The dated facts of a contract. `cancelledOn` is the day the notice arrived, `withdrawnOn` the day it was taken back. */
export type ContractDates = {
  startedOn: Day;
  endsOn: Day | null;
  cancelledOn: Day | null;
  withdrawnOn: Day | null;
};

/** Where a contract stands on a day; "cancelledStillActive" is the window for winning back. */
export type ContractState = "notStarted" | "active" | "cancelledStillActive" | "ended";

/**
 * The last day on which a contract is in force, null = open end: `endsOn`, else `cancelledOn`.
 * A notice that was taken back is void together with the end that it set: the contract goes on.
 */
export function lastDayInForce(contract: ContractDates): Day | null {
  if (isNoticeWithdrawn(contract)) return null;
  return contract.endsOn ?? contract.cancelledOn;
}

/** In force from `startedOn` through its last day, both inclusive. */
export function isInForce(contract: ContractDates, day: Day): boolean {
  const last = lastDayInForce(contract);
  return contract.startedOn <= day && (last === null || day <= last);
}

/** Active by the contract rule: some contract is in force that day. */
export function isActiveByContract(contracts: readonly ContractDates[], day: Day): boolean {
  return contracts.some((contract) => isInForce(contract, day));
}

/** The state of one contract on a day, with what was known that day about its notice. */
export function contractState(contract: ContractDates, day: Day): ContractState {
  if (day < contract.startedOn) return "notStarted";
  if (!isInForce(contract, day)) return "ended";
  const { cancelledOn, withdrawnOn } = contract;
  const noticed = cancelledOn !== null && cancelledOn <= day;
  const takenBack = isNoticeWithdrawn(contract) && withdrawnOn !== null && withdrawnOn <= day;
  return noticed && !takenBack ? "cancelledStillActive" : "active";
}

/**
 * Tenure: whole calendar months from the start to the first day not in force, else to the as-of day.
 * Null for a contract that had not begun by then.
 */
export function contractTenure(
  contract: ContractDates,
  asOf: Day,
): { months: number; ended: boolean } | null {
  if (contract.startedOn > asOf) return null;
  const last = lastDayInForce(contract);
  const firstDayOut = last === null ? null : addDays(last, 1);
  const ended = firstDayOut !== null && firstDayOut <= asOf;
  return { months: Math.max(0, wholeMonths(contract.startedOn, ended ? firstDayOut : asOf)), ended };
}

/** A later notice is a new one: only a withdrawal on or after the day of the notice takes it back. */
function isNoticeWithdrawn({ cancelledOn, withdrawnOn }: ContractDates): boolean {
  return cancelledOn !== null && withdrawnOn !== null && withdrawnOn >= cancelledOn;
}
