import type { Scope } from "@/lib/auth/scope";
import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import { grossRevenueChurn, netRevenueChurn, type RevenueFlow } from "@/lib/metrics/revenue-churn";
import type { Share } from "@/lib/metrics/share";
import { isOver } from "@/lib/period/period";
import { edgesOf } from "../rules/edges";
import { type CustomerFigure, grainOf, traitOf } from "../rules/figure";
import { countRevenue } from "./count-revenue";
import type { RetentionRequest } from "./measure-churn";
import { nameKeys } from "./name-keys";

export type RevenueRequest = Omit<RetentionRequest, "rule">;

/** Gross revenue churn over the monthly revenue at the start, by contracts, with the net figure beside it. */
export async function measureRevenue(scope: Scope, request: RevenueRequest): Promise<CustomerFigure> {
  const { period, today, filter, groupBy } = request;
  const edges = edgesOf(period, grainOf(groupBy));
  const trait = traitOf(groupBy);
  const flows = await countRevenue(scope, { edges, filter, groupBy: trait });
  const parameters: DefinitionParameters = { rule: "contract", ...period, isOver: isOver(period, today) };
  const gross = (flow: RevenueFlow): Measured<Share> => grossRevenueChurn(flow, parameters);
  const groups = trait
    ? await nameKeys(
        scope,
        trait,
        flows.groups.map(({ key, flow }) => ({ key, measured: gross(flow) })),
      )
    : flows.buckets.map((flow, b) => ({ key: edges.keys[b] ?? null, measured: gross(flow) }));
  return {
    measured: gross(flows.whole),
    also: [netRevenueChurn(flows.whole, parameters)],
    groups: groupBy ? groups : null,
    flow: null,
  };
}
