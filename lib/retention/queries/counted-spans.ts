import { Prisma } from "@/lib/db/generated/client";
import { bucketStart, nextBucket } from "@/lib/period/grain";
import type { ActivityRule } from "../rules/activity-rule";
import type { Edges } from "../rules/edges";
import type { EdgeReading } from "./reading";
import { type CustomerFilter, traitsAsked } from "./traits";

/**
 * What orders say about all customers of a month or a quarter is counted when it is over (`countOrders`). It holds as
 * long as no order is changed that it hangs on, so a figure is read from there or from the orders, and is the same.
 */
export const spanGrains = { month: 1, quarter: 3 } as const;

/** Buckets that are all months, or all quarters; null: only the orders can tell. */
function monthsOf({ days }: Edges): 1 | 3 | null {
  const isEach = (grain: keyof typeof spanGrains) =>
    days.every(
      (day, b) =>
        bucketStart(day, grain) === day && (b === 0 || nextBucket(days[b - 1] ?? "", grain) === day),
    );
  return isEach("month") ? 1 : isEach("quarter") ? 3 : null;
}

/** Rows of tallied buckets where all of them are known, and a condition that holds where they are not. */
export type CountedSpans = { table: Prisma.Sql; areKnown: Prisma.Sql; areUnknown: Prisma.Sql };

/**
 * @param rule the figures hang on it and on all orders before; without one only on those within a span
 */
export function countedSpans(
  { workspaceId }: EdgeReading,
  edges: Edges,
  filter: CustomerFilter,
  rule?: ActivityRule,
): CountedSpans | null {
  const months = monthsOf(edges);
  if (months === null || filter.condition || traitsAsked(filter).length > 0) return null;
  if (rule && (rule.rule === "contract" || rule.ownMedianTimes !== null)) return null;
  const changed = rule ? Prisma.empty : Prisma.sql`m."month" >= s."from" and`;
  const number = Prisma.sql`(select count(*) from counted_span)`;
  const starts = edges.days.slice(0, -1);
  return {
    table: Prisma.sql`counted_span as materialized (
      select start.b::int as b, s."buyers", s."twice", s."onTwoDays", s."start", s."lost", s."new", s."earlyLost", s."back"
      from unnest(${starts}::date[]) with ordinality start(day, b)
      join order_span s on s."workspaceId" = ${workspaceId} and s."months" = ${months} and s."from" = start.day
        ${rule ? Prisma.sql`and s."inactivityDays" = ${rule.inactivityDays}` : Prisma.empty}
      where not exists (select from order_mark m where m."workspaceId" = ${workspaceId}
        and ${changed} m."month" < s."from" + make_interval(months => s."months")))`,
    areKnown: Prisma.sql`${number} = ${starts.length}`,
    areUnknown: Prisma.sql`${number} < ${starts.length}`,
  };
}
