import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { type Moment, startOfDay } from "@/lib/period/local-day";

/** By what a workspace counts days: the time zone, and the first one it had if it was ever changed. */
export type Clock = { timeZone: string; firstTimeZone: string | null };

/**
 * The time zone for somebody who is about to write days, held until the end of their transaction: it is not the one of
 * the scope if the change to another was completed since the door was opened.
 */
export async function holdClock({ db, workspaceId }: Scope): Promise<Clock> {
  const [clock] = await db.$queryRaw<Clock[]>(
    Prisma.sql`select * from lotse_hold_clock(${workspaceId}::int)`,
  );
  if (!clock) throw new Error("A workspace without a clock.");
  return clock;
}

/** For whoever only reads, or knows that the clock stands still. */
export async function readClock({ db, workspaceId }: Scope): Promise<Clock> {
  return db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true, firstTimeZone: true },
  });
}

/**
 * For what goes on in many transactions and must read all of it by one clock: while it is on its way nobody changes
 * the time zone. @throws AppError `conflict` while a change is under way
 */
export async function holdStillClock({ db, workspaceId }: Scope): Promise<Clock> {
  const [row] = await db.$queryRaw<(Clock & { next: string | null })[]>(Prisma.sql`
    select "timeZone", "firstTimeZone", "nextTimeZone" as next from workspace where "id" = ${workspaceId} for share`);
  if (!row) throw new Error("A workspace without a clock.");
  if (row.next) throw new AppError("conflict", "timeZoneMoving");
  return row;
}

/** By what a submission is known again: a date without a time must mean the same after a change of time zone. */
export const instantSaid = (moment: Moment, { timeZone, firstTimeZone }: Clock): Date =>
  moment.dayOnly ? startOfDay(moment.day, firstTimeZone ?? timeZone) : moment.at;
