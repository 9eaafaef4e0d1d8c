import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import { CountedHistories } from "@/lib/metrics/counted-histories";
import type { LocalDay } from "@/lib/period/local-day";
import { countingOrders } from "./activity";
import type { CustomerFilter } from "./traits";

type Row = { x: number; tx: number; t: number; n: number };

/**
 * How customers had bought up to and including `lastDay`, for the models of buying: the database counts who share a
 * history, so no customer is ever loaded.
 */
export async function countHistories(
  scope: Scope,
  { lastDay, filter }: { lastDay: LocalDay; filter: Pick<CustomerFilter, "condition"> },
): Promise<CountedHistories> {
  const histories = new CountedHistories();
  const counted = Prisma.sql`
    select x, tx, t, count(*)::int as n from (
      select (count(distinct o."day") - 1)::int as x, max(o."day") - min(o."day") as tx,
        ${lastDay}::date - min(o."day") as t
      from ${countingOrders(scope.workspaceId, filter.condition)} and o."day" <= ${lastDay}::date
      group by o."customerId") history
    group by x, tx, t`;
  for await (const { x, tx, t, n } of streamRows<Row>(scope, counted))
    histories.add({ x, tx: tx / 7, t: t / 7 }, n);
  return histories;
}
