import type { AppError } from "@/lib/errors/app-error";
import { type Lookup, missing, refuse, saidOr } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { addDays } from "@/lib/period/local-day";
import type { ContractInput } from "./schema";

export type ContractState = {
  externalId: string | null;
  customerId: number;
  plan: string;
  startedOn: string;
  endsOn: string | null;
  cancelledOn: string | null;
  withdrawnOn: string | null;
  cancellationReason: string | null;
  involuntary: boolean;
  monthlyRevenueMinor: number;
  monthlyMarginMinor: number | null;
};

/** A contract with what was said put in; what it comes to must make sense as a whole. */
export function changedContract(
  before: ContractState | null,
  said: ContractInput,
  foundCustomerId: number | null | undefined,
): ContractState | AppError {
  const { customer, plan: saidPlan, startedOn: saidStart, monthlyRevenue } = said;
  const lacking = before ? null : missing({ customer, plan: saidPlan, startedOn: saidStart, monthlyRevenue });
  if (lacking) return lacking;
  const customerId = foundCustomerId ?? before?.customerId;
  const plan = saidPlan ?? before?.plan;
  const startedOn = saidStart ?? before?.startedOn;
  const monthlyRevenueMinor = monthlyRevenue?.amount ?? before?.monthlyRevenueMinor;
  if (
    customerId === undefined ||
    plan === undefined ||
    startedOn === undefined ||
    monthlyRevenueMinor === undefined
  )
    throw new Error("A new contract lacks what it needs.");
  const after: ContractState = {
    externalId: saidOr(said.externalId, before?.externalId ?? null),
    customerId,
    plan,
    startedOn,
    endsOn: saidOr(said.endsOn, before?.endsOn ?? null),
    cancelledOn: saidOr(said.cancelledOn, before?.cancelledOn ?? null),
    withdrawnOn: saidOr(said.withdrawnOn, before?.withdrawnOn ?? null),
    cancellationReason: orNull(saidOr(said.cancellationReason, before?.cancellationReason ?? null)),
    involuntary: saidOr(said.involuntary, before?.involuntary ?? false) ?? false,
    monthlyRevenueMinor,
    monthlyMarginMinor:
      said.monthlyMargin === undefined
        ? (before?.monthlyMarginMinor ?? null)
        : (said.monthlyMargin?.amount ?? null),
  };
  return contradiction(after) ?? after;
}

/** A contract that ends before it began, by more than the day on which both happen, never was. */
function contradiction({ startedOn, endsOn, cancelledOn, withdrawnOn }: ContractState): AppError | null {
  if (endsOn !== null && endsOn < addDays(startedOn, -1)) return refuse({ endsOn: "endsBeforeStart" });
  if (withdrawnOn !== null && cancelledOn === null) return refuse({ withdrawnOn: "withdrawnWithoutNotice" });
  if (withdrawnOn !== null && cancelledOn !== null && withdrawnOn < cancelledOn)
    return refuse({ withdrawnOn: "withdrawnBeforeNotice" });
  return null;
}

/** Amounts in the workspace's currency only; a month's revenue is never negative. */
export function judgeAmounts(lookup: Lookup, said: ContractInput, currency: string): void {
  for (const name of ["monthlyRevenue", "monthlyMargin"] as const) {
    const money = said[name];
    if (money && money.currency !== currency) lookup.refuse(`${name}.currency`, "otherCurrency");
  }
  if ((said.monthlyRevenue?.amount ?? 0) < 0) lookup.refuse("monthlyRevenue.amount", "notNegative");
}
