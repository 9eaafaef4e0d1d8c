import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { isLocale, localName } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";

/**
 * Moves customers into the phases that are entered by a segment, on the day on which they entered the segment, in one
 * statement for all of them. A later move stands, whoever made it, and one of the same day too: people know better.
 * Who was in the segment on its first recorded day did not enter it then; they are only given a phase if they have none.
 * Of several the latest entry counts, and of the same day the phase that comes later in the book.
 * @returns how many were moved
 */
export async function enterByRule(scope: Scope): Promise<number> {
  const { db, workspaceId } = scope;
  const { timeZone } = await holdClock(scope);
  const phases = await db.phase.findMany({
    where: { workspaceId, retiredAt: null, entrySegment: { retiredAt: null } },
    select: { id: true, entrySegment: { select: { id: true, name: true, translations: true } } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const rules = phases.flatMap(({ id, entrySegment }) => (entrySegment ? [{ id, entrySegment }] : []));
  if (rules.length === 0) return 0;
  const locale = isLocale(scope.workspaceLocale) ? scope.workspaceLocale : "en";
  const t = translator(locale, "phasebook");
  const reasons = rules.map(({ entrySegment }) =>
    t("entry.reason", { segment: localName(entrySegment, locale) }),
  );
  return db.$executeRaw(Prisma.sql`
    with rule as (
      select r.phase, r.segment, r.reason, r.place, s."membersSince" as since
      from unnest(${rules.map(({ id }) => id)}::int[], ${rules.map(({ entrySegment }) => entrySegment.id)}::int[],
        ${reasons}::text[]) with ordinality r(phase, segment, reason, place)
      join segment s on s."workspaceId" = ${workspaceId} and s."id" = r.segment),
    entered as (
      select distinct on (m."customerId") m."customerId" as customer, m."enteredOn" as day, rule.phase, rule.reason,
        m."enteredOn" > rule.since as is_new
      from rule join segment_membership m on m."workspaceId" = ${workspaceId} and m."segmentId" = rule.segment
        and m."leftOn" is null
      order by m."customerId", m."enteredOn" desc, rule.place desc),
    latest as (
      select distinct on (m."customerId") m."customerId" as customer, m."phaseId" as phase, m."day"
      from phase_move m where m."workspaceId" = ${workspaceId}
      order by m."customerId", m."at" desc, m."id" desc)
    insert into phase_move ("workspaceId", "customerId", "phaseId", "at", "day", "dayOnly", "reason")
    select ${workspaceId}, e.customer, e.phase, e.day::timestamp at time zone ${timeZone}, e.day, true, e.reason
    from entered e left join latest l on l.customer = e.customer
    where l.customer is null or (e.is_new and l.phase <> e.phase and l."day" < e.day)
    on conflict do nothing`);
}
