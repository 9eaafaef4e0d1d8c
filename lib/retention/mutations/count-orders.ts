import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { bucketStart, bucketsOf } from "@/lib/period/grain";
import { addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { countFlows } from "../queries/count-flows";
import { countPurchases } from "../queries/count-purchases";
import { spanGrains } from "../queries/counted-spans";
import type { Edges } from "../rules/edges";

/** Of what lies further back nobody reads month by month. */
const mostMonths = 120;

type State = {
  /** The first day with an order; null: there is none. */
  first: LocalDay | null;
  /** Whether orders of months that are over were changed. */
  isChanged: boolean;
  /** Whether that was a while ago, or has been going on for long. */
  isQuiet: boolean;
  /** The last month that was counted, and whether all was counted by the days that are set now. */
  last: LocalDay | null;
  isBySetting: boolean;
};

/**
 * Counts what orders say about the customers of the months and quarters that are over, where orders have been changed, a
 * month has ended or other days of inactivity were set since. Nobody has to wait for it: until then the orders are read.
 * Changes in the running month touch nothing that was counted.
 * @param patience how long orders must have been left alone
 * @returns whether it counted
 */
export async function countOrders(scope: Scope, patience = "20 seconds"): Promise<boolean> {
  const { db, workspaceId } = scope;
  const [lock] = await db.$queryRaw<{ mine: boolean }[]>(
    Prisma.sql`select pg_try_advisory_xact_lock(hashtext('orders of months'), ${workspaceId}) as mine`,
  );
  if (!lock?.mine) return false;
  const end = bucketStart(localDay(new Date(), scope.timeZone), "month");
  const { inactivityDays } = await readSettings(scope);
  const state = await readState(scope, { end, inactivityDays, patience });
  const isComplete = state.first === null || state.first >= end || state.last === addMonths(end, -1);
  if (!state.isChanged && isComplete && state.isBySetting) {
    await db.orderMark.deleteMany({ where: { workspaceId, month: { gte: new Date(end) } } });
    return false;
  }
  if (state.isChanged && !state.isQuiet) return false;
  // The marks go first: of what is changed while it is counted the mark stays.
  await db.orderMark.deleteMany({ where: { workspaceId } });
  await db.orderSpan.deleteMany({ where: { workspaceId } });
  if (state.first === null) return true;
  for (const grain of ["month", "quarter"] as const) {
    const oldest = bucketStart(addMonths(end, -mostMonths), grain);
    const first = bucketStart(state.first, grain);
    const edges = edgesBetween(first > oldest ? first : oldest, bucketStart(end, grain), grain);
    if (!edges) continue;
    const rule = { rule: "inactivity" as const, inactivityDays, ownMedianTimes: null };
    const flows = await countFlows(scope, { edges, rule, filter: {}, groupBy: null });
    const purchases = await countPurchases(scope, { edges, filter: {}, groupBy: null });
    await db.orderSpan.createMany({
      data: edges.keys.flatMap((from, b) => {
        const [flow, bought] = [flows.buckets[b]?.whole, purchases.buckets[b]];
        if (!flow || !bought) return [];
        const { start, lost, new: begun, earlyLost, back } = flow;
        const counts = { ...bought, start, lost, new: begun, earlyLost, back };
        return [{ workspaceId, months: spanGrains[grain], from: new Date(from), inactivityDays, ...counts }];
      }),
    });
  }
  return true;
}

async function readState(
  { db, workspaceId }: Scope,
  { end, inactivityDays, patience }: { end: LocalDay; inactivityDays: number; patience: string },
): Promise<State> {
  const [state] = await db.$queryRaw<State[]>(Prisma.sql`
    select (select min("day")::text from "order" where "workspaceId" = ${workspaceId}) as first,
      coalesce(mark."isChanged", false) as "isChanged", coalesce(mark."isQuiet", true) as "isQuiet",
      span.last, coalesce(span."isBySetting", true) as "isBySetting"
    from (
      select bool_or("month" < ${end}::date) as "isChanged",
        max("at") < clock_timestamp() - ${patience}::interval
          or min("at") < clock_timestamp() - 10 * ${patience}::interval as "isQuiet"
      from order_mark where "workspaceId" = ${workspaceId}) mark,
    (select max("from") filter (where "months" = 1)::text as last, bool_and("inactivityDays" = ${inactivityDays}) as "isBySetting"
      from order_span where "workspaceId" = ${workspaceId}) span`);
  if (!state) throw new Error("A statement without a condition has one row.");
  return state;
}

function edgesBetween(from: LocalDay, to: LocalDay, grain: keyof typeof spanGrains): Edges | null {
  if (from >= to) return null;
  const keys = bucketsOf({ from, to }, grain);
  return { days: [...keys, to], keys };
}
