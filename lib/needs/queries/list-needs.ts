import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { spokenIn } from "@/lib/language/spoken-text";
import type { LocalDay } from "@/lib/period/local-day";
import type { NeedAbout, NeedKind } from "../schema";

/** What matters to somebody, as it was said or understood, and where that comes from. */
export type Need = {
  id: string;
  kind: NeedKind;
  text: string;
  source: string | null;
  on: LocalDay;
  version: number;
  notedBy: string | null;
  /** The feedback in which it was said. */
  feedback: string | null;
};

const most = 100;

type Row = Omit<Need, "notedBy"> & { translations: unknown; notedByUserId: number | null };

/** The statements on a segment, a persona or a customer that hold, the latest first. `of` is its public id. */
export async function listNeeds(
  scope: Scope,
  { about, of }: { about: NeedAbout; of: string },
): Promise<Need[]> {
  const { db, workspaceId } = scope;
  const table = Prisma.raw(about);
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select t."publicId"::text as id, t."kind", t."text", t."translations", t."source", t."on"::text as "on",
      t."version", t."notedByUserId", f."publicId"::text as feedback
    from need_statement t
    join ${table} o on o."workspaceId" = t."workspaceId" and o."id" = t.${Prisma.raw(`"${about}Id"`)}
    left join feedback f on f."workspaceId" = t."workspaceId" and f."id" = t."feedbackId"
    where t."workspaceId" = ${workspaceId} and o."publicId" = ${of}::uuid and t."retiredAt" is null
    order by t."on" desc, t."id" desc limit ${most}`);
  const noters = rows.flatMap(({ notedByUserId }) => notedByUserId ?? []);
  const people = noters.length > 0 ? await peopleById(noters) : new Map();
  return rows.map(({ translations, notedByUserId, ...row }) => ({
    ...row,
    text: spokenIn({ text: row.text, translations }, scope.locale),
    notedBy: (notedByUserId && people.get(notedByUserId)?.name) || null,
  }));
}
