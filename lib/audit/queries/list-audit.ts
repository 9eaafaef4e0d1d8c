import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { AuditInput } from "../schema";

/** What was done, to what, by whom; newest first. */
export type AuditRow = {
  id: string;
  at: Date;
  actorKind: string;
  actor: string | null;
  action: string;
  subject: string | null;
  detail: unknown;
};

export type AuditPage = {
  rows: AuditRow[];
  nextCursor: string | null;
  /** Kinds of things and people that the log speaks of. */
  nouns: string[];
  people: { key: string; name: string }[];
};

const perPage = 50;

export async function listAudit(scope: Scope, input: AuditInput): Promise<AuditPage> {
  const { db, workspaceId } = scope;
  const own = Prisma.sql`e."workspaceId" = ${workspaceId}`;
  const members = await db.membership.findMany({
    where: { workspaceId },
    select: { userId: true },
    take: 1_000,
  });
  const people = await peopleById(members.map(({ userId }) => userId));
  const idOf = new Map([...people.values()].map(({ publicId, id }) => [publicId, id]));
  const conditions = [
    own,
    input.noun ? Prisma.sql`split_part(e."action", '.', 1) = any(${input.noun}::text[])` : null,
    input.person
      ? Prisma.sql`e."actorKind" = 'user' and e."actorId" = any(${input.person.flatMap((one) => idOf.get(one) ?? [])}::int[])`
      : null,
    input.subject ? Prisma.sql`e."subject" = ${input.subject}` : null,
    input.after ? Prisma.sql`e."id" < ${input.after}::bigint` : null,
  ].filter((one) => one !== null);
  const found = await db.$queryRaw<(Omit<AuditRow, "actor"> & { actorId: number | null })[]>(Prisma.sql`
    select e."id"::text, e."at", e."actorKind", e."actorId", e."action", e."subject", e."detail"
    from audit_entry e where ${Prisma.join(conditions, " and ")}
    order by e."id" desc limit ${perPage + 1}`);
  const rows = found.slice(0, perPage);
  const keys = await db.apiKey.findMany({
    where: {
      workspaceId,
      id: { in: rows.flatMap(({ actorKind, actorId }) => (actorKind === "apiKey" ? (actorId ?? []) : [])) },
    },
    select: { id: true, name: true },
  });
  const keyNames = new Map(keys.map(({ id, name }) => [id, name]));
  return {
    rows: rows.map(({ actorId, ...row }) => ({
      ...row,
      actor:
        row.actorKind === "user"
          ? (people.get(actorId ?? 0)?.name ?? null)
          : row.actorKind === "apiKey"
            ? (keyNames.get(actorId ?? 0) ?? null)
            : null,
    })),
    nextCursor: found.length > perPage ? (rows.at(-1)?.id ?? null) : null,
    nouns: await nounsOf(scope),
    people: [...people.values()].map(({ publicId, name }) => ({ key: publicId, name })),
  };
}

/** Of the last ten thousand entries: enough to know what kinds there are. */
async function nounsOf({ db, workspaceId }: Scope): Promise<string[]> {
  const rows = await db.$queryRaw<{ noun: string }[]>(Prisma.sql`
    select distinct split_part("action", '.', 1) as noun from (
      select "action" from audit_entry where "workspaceId" = ${workspaceId} order by "id" desc limit 10000) e
    order by 1`);
  return rows.map(({ noun }) => noun);
}
