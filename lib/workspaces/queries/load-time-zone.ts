import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { TimeZonePageInput } from "../schema/time-zone";
import { countMoved, type FactCounts } from "./days-moved";

export type TimeZonePage = {
  timeZone: string;
  /** The zone that the days are being moved to right now. */
  next: string | null;
  /** How many facts would get another day in the zone that is looked at; null while none is. */
  moved: FactCounts | null;
  last: ({ at: Date; from: string; to: string } & FactCounts) | null;
};

export async function loadTimeZone(scope: Scope, { zone }: TimeZonePageInput): Promise<TimeZonePage> {
  const { db, workspaceId } = scope;
  const { timeZone, nextTimeZone: next } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true, nextTimeZone: true },
  });
  const isThoughtOf = zone !== undefined && zone !== timeZone && next === null;
  const moved = isThoughtOf ? await countMoved(scope, zone) : null;
  return { timeZone, next, moved, last: await lastChange(scope) };
}

async function lastChange({ db, workspaceId }: Scope): Promise<TimeZonePage["last"]> {
  const [row] = await db.$queryRaw<{ at: Date; detail: Omit<NonNullable<TimeZonePage["last"]>, "at"> }[]>(
    Prisma.sql`select "at", "detail" from audit_entry
      where "workspaceId" = ${workspaceId} and "action" = 'workspace.rezone' order by "id" desc limit 1`,
  );
  return row ? { at: row.at, ...row.detail } : null;
}
