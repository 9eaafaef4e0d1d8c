import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { DefinitionParameters } from "@/lib/metrics/measured";
import { repurchase, repurchaseByDays } from "@/lib/metrics/repurchase";
import type { Grain } from "@/lib/period/grain";
import { type AskedPeriod, parametersOfWindow, windowAsked, windowWithin } from "../rules/asked-period";
import { edgesOf } from "../rules/edges";
import { type CustomerFigure, type CustomerTrait, grainOf, traitOf } from "../rules/figure";
import { countingOrders } from "./activity";
import { countPurchases, type PurchaseCounts } from "./count-purchases";
import { nameKeys } from "./name-keys";
import type { CustomerFilter } from "./traits";

export type RepurchaseRequest = {
  asked: AskedPeriod;
  filter: CustomerFilter;
  groupBy: Grain | CustomerTrait | null;
};

/**
 * Repurchase rate: of the customers with a counting order in the window, those with two or more; by purchase days
 * beside it. Groups in time are windows of their own; an open end of theirs reaches as far as there are orders.
 */
export async function measureRepurchase(scope: Scope, request: RepurchaseRequest): Promise<CustomerFigure> {
  const { asked, filter, groupBy } = request;
  const [grain, trait] = [grainOf(groupBy), traitOf(groupBy)];
  const window = grain ? windowWithin(asked, await observedOrders(scope)) : windowAsked(asked);
  const edges = edgesOf(window ?? windowAsked(asked), window && grain);
  const { whole, buckets, groups } = await countPurchases(scope, { edges, filter, groupBy: trait });
  const parameters: DefinitionParameters = parametersOfWindow(asked);
  const measure = ({ buyers, twice }: PurchaseCounts) =>
    repurchase({ atLeastOne: buyers, atLeastTwo: twice }, parameters);
  const ofTrait = groups.map(({ key, counts }) => ({ key, measured: measure(counts) }));
  const ofTime = buckets.map((counts, b) => ({ key: edges.keys[b] ?? null, measured: measure(counts) }));
  return {
    measured: measure(whole),
    also: [repurchaseByDays({ atLeastOne: whole.buyers, atLeastTwo: whole.onTwoDays }, parameters)],
    groups: trait ? await nameKeys(scope, trait, ofTrait) : grain ? (window ? ofTime : []) : null,
    flow: null,
  };
}

/** The first and the last day with a counting order. */
export async function observedOrders(scope: Scope): Promise<{ first: string; last: string } | null> {
  const [found] = await scope.db.$queryRaw<{ first: string | null; last: string | null }[]>(Prisma.sql`
    select min(o."day")::text as first, max(o."day")::text as last
    from ${countingOrders(scope.workspaceId, undefined)}`);
  const { first = null, last = null } = found ?? {};
  return first === null || last === null ? null : { first, last };
}
