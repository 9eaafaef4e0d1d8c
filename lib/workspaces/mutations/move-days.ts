import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { startOfDay } from "@/lib/period/local-day";
import type { ZoneOffsets } from "@/lib/period/zone-offsets";
import { dayOf, type FactCounts, offsetsOver, sqlOf } from "../queries/days-moved";
import { type DatedFact, datedFacts } from "../rules/dated-facts";

/**
 * Writes the days of a time zone: what has an instant gets the day of that instant; what was said as a date keeps its
 * day, and the instant that stands for it becomes the first one of that day. A second time it changes nothing. Nobody has
 * said anything else, so no fact counts as changed.
 * @returns how many facts got another day
 */
export async function moveDays(scope: Scope, timeZone: string): Promise<FactCounts> {
  const offsets = await offsetsOver(scope, timeZone);
  const counts: FactCounts = { feedback: 0, contacts: 0, orders: 0, phaseMoves: 0 };
  for (const fact of datedFacts) counts[fact.noun] = await moveTimed(scope, fact, offsets);
  const starts = await startsOfDays(scope, timeZone);
  for (const fact of datedFacts) await moveDates(scope, fact, starts);
  await scope.db.$executeRaw(Prisma.sql`
    update answer a set "day" = f."day" from feedback f
    where f."workspaceId" = ${scope.workspaceId} and a."workspaceId" = ${scope.workspaceId}
      and a."feedbackId" = f."id" and a."day" <> f."day"`);
  for (const fact of datedFacts) await moveImages(scope, fact, offsets, starts);
  return counts;
}

async function moveTimed({ db, workspaceId }: Scope, fact: DatedFact, offsets: ZoneOffsets): Promise<number> {
  const { table, at } = sqlOf(fact);
  return db.$executeRaw(Prisma.sql`
    update ${table} t set "day" = ${dayOf(at, offsets)}
    where t."workspaceId" = ${workspaceId} and not t."dayOnly" and t."day" <> ${dayOf(at, offsets)}`);
}

/** The first instants of all days that were said without a time, as JSON. */
async function startsOfDays({ db, workspaceId }: Scope, timeZone: string): Promise<string> {
  const said = datedFacts.map(
    (fact) =>
      Prisma.sql`select "day"::text as day from ${sqlOf(fact).table} where "workspaceId" = ${workspaceId} and "dayOnly"`,
  );
  const rows = await db.$queryRaw<{ day: string }[]>(Prisma.sql`
    ${Prisma.join(said, " union ")}
    union select "before" ->> 'day' from import_change
      where "workspaceId" = ${workspaceId} and ("before" ->> 'dayOnly')::boolean`);
  return JSON.stringify(rows.map(({ day }) => ({ day, at: startOfDay(day, timeZone) })));
}

async function moveDates({ db, workspaceId }: Scope, fact: DatedFact, starts: string): Promise<void> {
  const { table, at, column } = sqlOf(fact);
  const wrong = Prisma.sql`json_to_recordset(${starts}::json) as s("day" date, "at" timestamptz)
    where t."workspaceId" = ${workspaceId} and t."dayOnly" and t."day" = s."day" and ${at} <> s."at"`;
  if (fact.table !== "phase_move") {
    await db.$executeRaw(Prisma.sql`update ${table} t set ${column} = s."at" from ${wrong}`);
    return;
  }
  // No two moves of a customer into a phase are at the same instant: out of each other's way first, and then not onto
  // one that was said with its time.
  await db.$executeRaw(
    Prisma.sql`update ${table} t set ${column} = ${at} + interval '1000 years' from ${wrong}`,
  );
  await db.$executeRaw(Prisma.sql`
    update ${table} t set ${column} = s."at" + case when exists (
      select 1 from ${table} o where o."workspaceId" = ${workspaceId} and o."customerId" = t."customerId"
        and o."phaseId" = t."phaseId" and o."at" = s."at" and not o."dayOnly")
      then interval '1 millisecond' else interval '0' end
    from ${wrong}`);
}

/** Rows as they were before an import changed them: taken back, they must not bring the old days with them. */
async function moveImages(
  { db, workspaceId }: Scope,
  { noun, at: name }: DatedFact,
  offsets: ZoneOffsets,
  starts: string,
): Promise<void> {
  const at = Prisma.sql`(t."before" ->> ${name}::text)::timestamptz`;
  const mine = Prisma.sql`t."workspaceId" = ${workspaceId} and t."entity" = ${noun}`;
  await db.$executeRaw(Prisma.sql`
    update import_change t set "before" = t."before" || jsonb_build_object('day', ${dayOf(at, offsets)})
    where ${mine} and not (t."before" ->> 'dayOnly')::boolean`);
  await db.$executeRaw(Prisma.sql`
    update import_change t set "before" = t."before" || jsonb_build_object(${name}::text, s."at")
    from json_to_recordset(${starts}::json) as s("day" text, "at" timestamptz)
    where ${mine} and (t."before" ->> 'dayOnly')::boolean and t."before" ->> 'day' = s."day"`);
}
