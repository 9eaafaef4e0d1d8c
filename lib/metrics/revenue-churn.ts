import { type ContractDates, isInForce } from "@/lib/metrics/contract-rule";
import type { Day } from "@/lib/metrics/day";
import { type DefinitionParameters, type Measured, measured } from "@/lib/metrics/measured";
import { MetricError } from "@/lib/metrics/metric-error";
import type { Share } from "@/lib/metrics/share";

/** Monthly revenue of the customers active at the start of a period, minor units of one currency. */
export type RevenueFlow = {
  customers: number;
  atStart: number;
  lost: number;
  contraction: number;
  expansion: number;
};

/** Monthly revenue of one customer on a day: the sum over contracts in force, in minor units. */
export function monthlyRevenueOn(
  contracts: readonly (ContractDates & { monthlyRevenue: number })[],
  day: Day,
): number {
  return contracts.reduce(
    (sum, contract) => (isInForce(contract, day) ? sum + contract.monthlyRevenue : sum),
    0,
  );
}

/** Adds up customers active at the start by what became of their monthly revenue; a revenue of 0 at the end is lost. */
export function revenueFlow(customers: Iterable<{ atStart: number; atEnd: number }>): RevenueFlow {
  const flow: RevenueFlow = { customers: 0, atStart: 0, lost: 0, contraction: 0, expansion: 0 };
  for (const { atStart, atEnd } of customers) {
    if (atStart < 0 || atEnd < 0) throw new MetricError("badInput", "Monthly revenue cannot be negative");
    flow.customers++;
    flow.atStart += atStart;
    if (atEnd === 0) flow.lost += atStart;
    else if (atEnd < atStart) flow.contraction += atStart - atEnd;
    else flow.expansion += atEnd - atStart;
  }
  return flow;
}

/** Gross revenue churn: (lost + contraction) / monthly revenue at the start, 0…1; null without revenue. No interval. */
export function grossRevenueChurn(flow: RevenueFlow, parameters: DefinitionParameters = {}): Measured<Share> {
  return ofStart("revenue", flow, flow.lost + flow.contraction, parameters);
}

/** Net revenue churn: the same less expansion of the same customers; below 0 where they grew by more than was lost. */
export function netRevenueChurn(flow: RevenueFlow, parameters: DefinitionParameters = {}): Measured<Share> {
  return ofStart("revenue-net", flow, flow.lost + flow.contraction - flow.expansion, parameters);
}

function ofStart(
  id: "revenue" | "revenue-net",
  flow: RevenueFlow,
  numerator: number,
  parameters: DefinitionParameters,
): Measured<Share> {
  const value = flow.atStart === 0 ? null : numerator / flow.atStart;
  const counts = { numerator, denominator: flow.atStart };
  return measured(id, { value, n: flow.customers, interval: null, counts }, parameters);
}
