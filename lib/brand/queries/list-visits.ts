import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localText } from "@/lib/fields/texts";
import { localName } from "@/lib/language/locale";
import type { Rater } from "../schema";

/** Ratings that were noted together: a visit, or what customers said on a day. */
export type Visit = {
  ids: string[];
  by: Rater;
  on: string;
  n: number;
  note: string | null;
  touchpoint: { key: string; name: string };
  scores: { value: string | null; score: number }[];
};

type Row = Omit<Visit, "touchpoint"> & { key: string; name: string; translations: unknown; texts: unknown };

const most = 200;

/** Mystery visits, the latest first: what was rated, by value (key; null: all together), and what was noted. */
export async function listVisits(
  { db, workspaceId, locale }: Scope,
  { touchpointId, by = "mystery" }: { touchpointId?: number; by?: Rater } = {},
): Promise<Visit[]> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select array_agg(r."publicId"::text order by r."id") as ids, r."by", r."on"::text, max(r."n") as n,
      max(r."note") as note, (array_agg(r."translations" order by r."id"))[1] as texts, t."key", t."name", t."translations",
      json_agg(json_build_object('value', v."key", 'score', r."score"::float8)
        order by v."position" nulls first, r."id") as scores
    from brand_rating r
    join touchpoint t on t."workspaceId" = r."workspaceId" and t."id" = r."touchpointId"
    left join brand_value v on v."workspaceId" = r."workspaceId" and v."id" = r."brandValueId"
    where r."workspaceId" = ${workspaceId} and r."by" = ${by}
      ${touchpointId === undefined ? Prisma.empty : Prisma.sql`and r."touchpointId" = ${touchpointId}`}
    group by r."touchpointId", r."on", r."by", r."createdAt", t."key", t."name", t."translations"
    order by r."on" desc, r."createdAt" desc limit ${most}`);
  return rows.map(({ key, name, translations, texts, ...visit }) => ({
    ...visit,
    note: localText({ translations: texts }, "note", visit.note, locale),
    touchpoint: { key, name: localName({ name, translations }, locale) },
  }));
}
