import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import type { DefinitionParameters } from "@/lib/metrics/measured";
import { repurchase, repurchaseByDays } from "@/lib/metrics/repurchase";
import type { Grain } from "@/lib/period/grain";
import type { LocalDay } from "@/lib/period/local-day";
import { type AskedPeriod, parametersOfWindow, windowAsked, windowWithin } from "../rules/asked-period";
import { edgesOf } from "../rules/edges";
import { type CustomerFigure, type CustomerTrait, grainOf, traitOf } from "../rules/figure";
import { countingOrders } from "./activity";
import { type PurchaseCounts, purchasesReading } from "./count-purchases";
import { type KeysOfTrait, keysOfTrait, nameKeys } from "./name-keys";
import type { CustomerFilter } from "./traits";

export type RepurchaseRequest = {
  asked: AskedPeriod;
  filter: CustomerFilter;
  groupBy: Grain | CustomerTrait | null;
  /** Only groups in time are wanted, and nothing of the whole window. */
  bucketsOnly?: boolean | undefined;
};

/**
 * Repurchase rate: of the customers with a counting order in the window, those with two or more; by purchase days
 * beside it. Groups in time are windows of their own; an open end of theirs reaches as far as there are orders.
 */
export async function measureRepurchase(scope: Scope, request: RepurchaseRequest): Promise<CustomerFigure> {
  const { asked, groupBy } = request;
  const isOpen = grainOf(groupBy) !== null && !(asked.from && asked.to);
  const seen = isOpen ? await observedOrders(scope) : null;
  const keys = await keysOfTrait(scope, traitOf(groupBy));
  return readOne(scope.db, repurchaseReading(scope, request, { seen, keys }));
}

/**
 * The same, to be asked together with the rest of a page.
 * @param known from when until when there are orders, where groups in time have an open end; the keys of a trait
 */
export function repurchaseReading(
  scope: Scope,
  { asked, filter, groupBy, bucketsOnly }: RepurchaseRequest,
  {
    seen = null,
    keys = null,
  }: { seen?: { first: LocalDay; last: LocalDay } | null; keys?: KeysOfTrait } = {},
): Reading<CustomerFigure> {
  const [grain, trait] = [grainOf(groupBy), traitOf(groupBy)];
  const isOpen = !(asked.from && asked.to);
  const window = grain && isOpen ? windowWithin(asked, seen) : windowAsked(asked);
  const edges = edgesOf(window ?? windowAsked(asked), window && grain);
  const { statements, result } = purchasesReading(scope, { edges, filter, groupBy: trait, bucketsOnly });
  const parameters: DefinitionParameters = parametersOfWindow(asked);
  const measure = ({ buyers, twice }: PurchaseCounts) =>
    repurchase({ atLeastOne: buyers, atLeastTwo: twice }, parameters);
  return {
    statements,
    result: (rows) => {
      const { whole, buckets, groups } = result(rows);
      const ofTrait = groups.map(({ key, counts }) => ({ key, measured: measure(counts) }));
      const ofTime = buckets.map((counts, b) => ({ key: edges.keys[b] ?? null, measured: measure(counts) }));
      return {
        measured: measure(whole),
        also: [repurchaseByDays({ atLeastOne: whole.buyers, atLeastTwo: whole.onTwoDays }, parameters)],
        groups: trait ? nameKeys(keys, ofTrait) : grain ? (window ? ofTime : []) : null,
        flow: null,
      };
    },
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
