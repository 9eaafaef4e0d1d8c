import { setTimeout as sleep } from "node:timers/promises";
import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { addJob } from "@/lib/queue/add-job";
import type { FactCounts } from "../queries/days-moved";
import type { ChangeTimeZoneInput } from "../schema/time-zone";
import { moveDays } from "./move-days";

export const changeTimeZoneJob = "change-time-zone";

/**
 * Asks for another time zone; the worker moves the days, and until that is done the present one counts.
 * @throws AppError `conflict` while another change or an import is under way, `invalid` for the zone there is
 */
export async function requestTimeZone(scope: Scope, { timeZone, from }: ChangeTimeZoneInput): Promise<void> {
  const { db, workspaceId, slug } = scope;
  await db.$queryRaw`select 1 from workspace where "id" = ${workspaceId} for no key update`;
  const row = await db.workspace.findUnique({ where: { id: workspaceId } });
  if (!row) throw notFound();
  if (row.nextTimeZone) throw new AppError("conflict", "timeZoneMoving");
  if (row.timeZone !== from) throw new AppError("conflict", "changedMeanwhile");
  if (row.timeZone === timeZone) throw refuse({ timeZone: "timeZoneSame" });
  const [running] = await db.$queryRaw<object[]>(Prisma.sql`
    select 1 from import where "workspaceId" = ${workspaceId} and "status" in ('queued', 'running') limit 1`);
  if (running) throw new AppError("conflict", "timeZoneImports");
  await db.workspace.update({ where: { id: workspaceId }, data: { nextTimeZone: timeZone } });
  await addJob(scope, changeTimeZoneJob, {}, `${changeTimeZoneJob}-${workspaceId}`);
  await writeAudit(scope, "workspace.askZone", slug, { changed: { timeZone: { from, to: timeZone } } });
}

/** Somebody who writes days right now is waited for; asked again after so long. */
const pauseMs = 300;
const patience = 200;

/**
 * Moves all days to the time zone that was asked for, in the caller's one transaction: before it commits everybody
 * reads the old days, then the new ones. Nearly all of it is done while others go on writing; only for the second look,
 * at what they have written meanwhile, do they wait. Cut off, it has changed nothing and is done again.
 * @returns false where nothing was asked for
 */
export async function moveToNextTimeZone(scope: Scope): Promise<boolean> {
  const { db, workspaceId } = scope;
  const row = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const { timeZone: from, nextTimeZone: to } = row;
  if (!to) return false;
  const before = await moveDays(scope, to);
  await takeClock(scope);
  const meanwhile = await moveDays(scope, to);
  const changed = await db.$executeRaw(Prisma.sql`
    update workspace set "timeZone" = ${to}, "nextTimeZone" = null,
      "firstTimeZone" = coalesce("firstTimeZone", ${from}),
      "settings" = "settings" || jsonb_build_object('version', coalesce(("settings" ->> 'version')::int, 1) + 1)
    where "id" = ${workspaceId} and "nextTimeZone" = ${to}`);
  if (changed === 0) return false;
  const moved = sumOf(before, meanwhile);
  await writeAudit(scope, "workspace.rezone", scope.slug, { from, to, ...moved });
  return true;
}

async function takeClock({ db, workspaceId }: Scope): Promise<void> {
  for (let tries = 0; tries < patience; tries++) {
    const [row] = await db.$queryRaw<{ taken: boolean }[]>(
      Prisma.sql`select lotse_take_clock(${workspaceId}::int) as taken`,
    );
    if (row?.taken) return;
    await sleep(pauseMs);
  }
  throw new Error("The clock of a workspace was never free.");
}

const sumOf = (a: FactCounts, b: FactCounts): FactCounts => ({
  feedback: a.feedback + b.feedback,
  contacts: a.contacts + b.contacts,
  orders: a.orders + b.orders,
  phaseMoves: a.phaseMoves + b.phaseMoves,
});
