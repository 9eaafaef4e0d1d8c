import type { Scope } from "@/lib/auth/scope";
import { type Reading, readOne } from "@/lib/db/reading";
import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import { grossRevenueChurn, netRevenueChurn, type RevenueFlow } from "@/lib/metrics/revenue-churn";
import type { Share } from "@/lib/metrics/share";
import { isOver } from "@/lib/period/period";
import { edgesOf } from "../rules/edges";
import { type CustomerFigure, grainOf, traitOf } from "../rules/figure";
import { revenueFlowsReading } from "./count-revenue";
import type { RetentionRequest } from "./measure-churn";
import { type KeysOfTrait, keysOfTrait, nameKeys } from "./name-keys";

export type RevenueRequest = Omit<RetentionRequest, "rule">;

/** Gross revenue churn over the monthly revenue at the start, by contracts, with the net figure beside it. */
export async function measureRevenue(scope: Scope, request: RevenueRequest): Promise<CustomerFigure> {
  const keys = await keysOfTrait(scope, traitOf(request.groupBy));
  return readOne(scope.db, revenueReading(scope, request, keys));
}

/** The same, to be asked together with the rest of a page. */
export function revenueReading(
  scope: Scope,
  { period, today, filter, groupBy }: RevenueRequest,
  keys: KeysOfTrait = null,
): Reading<CustomerFigure> {
  const edges = edgesOf(period, grainOf(groupBy));
  const trait = traitOf(groupBy);
  const { statements, result } = revenueFlowsReading(scope, { edges, filter, groupBy: trait });
  const parameters: DefinitionParameters = { rule: "contract", ...period, isOver: isOver(period, today) };
  const gross = (flow: RevenueFlow): Measured<Share> => grossRevenueChurn(flow, parameters);
  return {
    statements,
    result: (rows) => {
      const flows = result(rows);
      const ofTrait = flows.groups.map(({ key, flow }) => ({ key, measured: gross(flow) }));
      const ofTime = flows.buckets.map((flow, b) => ({ key: edges.keys[b] ?? null, measured: gross(flow) }));
      const groups = trait ? nameKeys(keys, ofTrait) : ofTime;
      return {
        measured: gross(flows.whole),
        also: [netRevenueChurn(flows.whole, parameters)],
        groups: groupBy ? groups : null,
        flow: null,
      };
    },
  };
}
