import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import type { MeasureState } from "../schema";

/** A measure as somebody meets it who looks at one customer. */
export type ConcerningMeasure = {
  id: string;
  name: string;
  state: MeasureState;
  touchpoint: string | null;
  segment: string | null;
};

type Named = { name: string; translations: unknown };
type Found = Omit<ConcerningMeasure, "name" | "touchpoint" | "segment"> &
  Named & { touchpoint: Named | null; segment: Named | null };

const most = 12;

/**
 * Measures that concern a customer: at a touchpoint where they had a contact or gave an answer, and for everybody or
 * for a segment that they are in.
 */
export async function listMeasuresFor(
  { db, workspaceId, locale }: Scope,
  { customerId, segments }: { customerId: number; segments: readonly string[] },
): Promise<ConcerningMeasure[]> {
  const rows = await db.$queryRaw<Found[]>(Prisma.sql`
    select m."publicId"::text as "id", m."name", m."translations" -> 'name' as "translations", m."state",
      case when t."id" is not null then json_build_object('name', t."name", 'translations', t."translations") end as "touchpoint",
      case when s."id" is not null then json_build_object('name', s."name", 'translations', s."translations") end as "segment"
    from measure m
    left join touchpoint t on t."workspaceId" = m."workspaceId" and t."id" = m."touchpointId"
    left join segment s on s."workspaceId" = m."workspaceId" and s."id" = m."segmentId"
    where m."workspaceId" = ${workspaceId} and m."retiredAt" is null and m."state" in ('proposed', 'running', 'done')
      and (s."id" is null or s."key" = any(${[...segments]}::text[]))
      and (t."id" is not null or s."id" is not null)
      and (t."id" is null
        or exists (select 1 from contact c where c."workspaceId" = m."workspaceId"
          and c."customerId" = ${customerId} and c."touchpointId" = t."id")
        or exists (select 1 from answer a where a."workspaceId" = m."workspaceId"
          and a."customerId" = ${customerId} and a."touchpointId" = t."id"))
    order by array_position(array['running', 'proposed', 'done'], m."state"::text), m."position", m."id" limit ${most}`);
  const named = (one: Named | null) => one && localName(one, locale);
  return rows.map(({ touchpoint, segment, ...row }) => ({
    id: row.id,
    state: row.state,
    name: localName(row, locale),
    touchpoint: named(touchpoint),
    segment: named(segment),
  }));
}
