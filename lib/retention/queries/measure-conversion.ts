import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { DefinitionParameters } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";
import type { Grain } from "@/lib/period/grain";
import type { LocalDay } from "@/lib/period/local-day";
import { type AskedPeriod, parametersOfWindow, windowAsked, windowWithin } from "../rules/asked-period";
import { edgesOf } from "../rules/edges";
import { type CustomerFigure, grainOf, traitOf } from "../rules/figure";
import { type FunnelPhase, funnelOf } from "../rules/funnel";
import { contractFact, countingOrders } from "./activity";
import { countEntries, type EntryRequest, firstEntries } from "./count-entries";
import { keysOfTrait, nameKeys } from "./name-keys";
import { andFor, type EdgeReading } from "./reading";
import type { CustomerFilter } from "./traits";

export type ConversionRequest = {
  /** When customers entered the phase; what they did afterwards is observed until today. */
  asked: AskedPeriod;
  today: LocalDay;
  windowDays: number;
  filter: Pick<CustomerFilter, "phase" | "condition" | "memberships">;
  groupBy: Grain | "phase" | "segment" | null;
};

/**
 * Conversion rate: of the customers who entered a phase and whose window has elapsed, those who reached the next one
 * (or one beyond it) within the window. Without `phase` all steps are pooled as counts; `phase` names the one entered.
 * @throws AppError `invalid` for a phase that nothing follows
 */
export async function measureConversion(scope: Scope, request: ConversionRequest): Promise<CustomerFigure> {
  const funnel = await funnelAsked(scope, request.filter.phase);
  return measureEntries(scope, "conversion", request, entriesOf(funnel), (reading, entries) =>
    nextPhase(reading, entries, funnel),
  );
}

/** Close rate: the same from the decision phase to the next contract or counting order, on the day itself or after. */
export async function measureCloseRate(
  scope: Scope,
  request: Omit<ConversionRequest, "groupBy"> & { groupBy: Grain | "segment" | null },
): Promise<CustomerFigure> {
  const ids = await decisionIds(scope);
  return measureEntries(scope, "close-rate", request, ids, (reading, entries) =>
    nextDeal(reading, entries, ids),
  );
}

/** The funnel of a workspace, entered at the phases that are asked about. @throws AppError `invalid` where none follows */
export async function funnelAsked(
  scope: Scope,
  entered: readonly number[] | undefined,
): Promise<FunnelPhase[]> {
  const phases = await scope.db.phase.findMany({
    where: { workspaceId: scope.workspaceId },
    select: { id: true, key: true, parentId: true, position: true },
  });
  const funnel = funnelOf(phases).map((phase) => ({
    ...phase,
    isEntry: phase.isEntry && (entered?.includes(phase.id) ?? true),
  }));
  if (entered && !funnel.some(({ isEntry }) => isEntry))
    throw new AppError("invalid", "noNextPhase", { fields: { phase: "noNextPhase" } });
  return funnel;
}

export async function decisionIds(scope: Scope): Promise<number[]> {
  const decision = await scope.db.phase.findMany({
    where: { workspaceId: scope.workspaceId, key: "decision" },
    select: { id: true },
  });
  return decision.map(({ id }) => id);
}

const entriesOf = (funnel: readonly FunnelPhase[]): number[] =>
  funnel.filter(({ isEntry }) => isEntry).map(({ id }) => id);

async function measureEntries(
  scope: Scope,
  metric: "conversion" | "close-rate",
  { asked, today, windowDays, filter, groupBy }: ConversionRequest,
  phaseIds: readonly number[],
  reach: (reading: EdgeReading, entries: EntryRequest) => Prisma.Sql,
): Promise<CustomerFigure> {
  const grain = grainOf(groupBy);
  const window = grain ? windowWithin(asked, await observedEntries(scope, phaseIds)) : windowAsked(asked);
  const edges = edgesOf(window ?? windowAsked(asked), window && grain);
  const request = { edges, windowDays, observedUntil: today, filter };
  const { whole, buckets, groups } = await countEntries(scope, request, (reading) => reach(reading, request));
  const parameters: DefinitionParameters = { windowDays, ...parametersOfWindow(asked), observedUntil: today };
  const measure = (counts: Share) => share(metric, counts, parameters);
  const trait = traitOf(groupBy);
  const ofTrait = groups.map(({ key, share: counts }) => ({ key, measured: measure(counts) }));
  const ofTime = buckets.map((counts, b) => ({ key: edges.keys[b] ?? null, measured: measure(counts) }));
  return {
    measured: measure(whole),
    also: [],
    groups: trait
      ? nameKeys(await keysOfTrait(scope, trait), ofTrait)
      : grain
        ? window
          ? ofTime
          : []
        : null,
    flow: null,
  };
}

async function observedEntries(scope: Scope, phaseIds: readonly number[]) {
  const [found] = await scope.db.$queryRaw<{ first: string | null; last: string | null }[]>(Prisma.sql`
    select min("day")::text as first, max("day")::text as last from phase_move
    where "workspaceId" = ${scope.workspaceId} and "phaseId" = any(${phaseIds}::int[])`);
  const { first = null, last = null } = found ?? {};
  return first === null || last === null ? null : { first, last };
}

/** Entries into phases of the funnel, and whether a later phase was reached: not one that was left the same morning. */
export function nextPhase(
  reading: EdgeReading,
  request: EntryRequest,
  funnel: readonly FunnelPhase[],
): Prisma.Sql {
  const column = <V>(of: (phase: FunnelPhase) => V) => funnel.map(of);
  return Prisma.sql`
    move as (
      select m."customerId" as c, m."id", m."phaseId" as phase, f.rank, f.is_entry, m."at", m."day"
      from phase_move m
      join unnest(${column(({ id }) => id)}::int[], ${column(({ rank }) => rank)}::int[],
        ${column(({ isEntry }) => isEntry)}::boolean[]) f(phase, rank, is_entry) on f.phase = m."phaseId"
      where m."workspaceId" = ${reading.workspaceId} ${andFor(request.filter.condition, Prisma.sql`m."customerId"`)}),
    ${firstEntries(reading, request, Prisma.sql`select * from move where is_entry`)},
    reach as (
      select e.c, e.phase, e.b, bool_or(m.c is not null) as converted
      from entry e left join move m
        on m.c = e.c and m.rank > e.rank and m."at" >= e."at" and m."day" <= e."day" + ${request.windowDays}::int
      group by e.c, e.phase, e.b)`;
}

/** Entries into the decision phase, and whether a contract began or an order was placed. */
export function nextDeal(
  reading: EdgeReading,
  request: EntryRequest,
  decision: readonly number[],
): Prisma.Sql {
  const { condition } = request.filter;
  return Prisma.sql`
    ${firstEntries(
      reading,
      request,
      Prisma.sql`select "customerId" as c, "id", "phaseId" as phase, 0 as rank, "at", "day" from phase_move
        where "workspaceId" = ${reading.workspaceId} and "phaseId" = any(${decision}::int[])
        ${andFor(condition, Prisma.sql`"customerId"`)}`,
    )},
    ${contractFact(reading.workspaceId, condition)},
    deal as (
      select o."customerId" as c, o."day" from ${countingOrders(reading.workspaceId, condition)}
      union all
      select c, began from contract_fact where out is null or out > began),
    reach as (
      select e.c, e.phase, e.b, bool_or(d.c is not null) as converted
      from entry e left join deal d
        on d.c = e.c and d."day" >= e."day" and d."day" <= e."day" + ${request.windowDays}::int
      group by e.c, e.phase, e.b)`;
}
