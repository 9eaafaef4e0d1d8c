import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import type { AuditInput } from "../schema";
import { nameThings, type ThingNames } from "./name-things";

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
  names: ThingNames;
  nextCursor: string | null;
  /** Kinds of things and people that the log speaks of. */
  nouns: string[];
  people: { key: string; name: string }[];
};

const perPage = 50;

export async function listAudit(scope: Scope, input: AuditInput): Promise<AuditPage> {
  const { db } = scope;
  const people = await membersById(scope);
  const found = await db.$queryRaw<AuditEntry[]>(
    Prisma.sql`${entriesMeant(scope, input, people)} limit ${perPage + 1}`,
  );
  const rows = found.slice(0, perPage);
  const nameOf = await actorNames(scope, people, rows);
  return {
    rows: rows.map((row) => rowOf(row, nameOf)),
    names: await nameThings(scope, rows),
    nextCursor: found.length > perPage ? (rows.at(-1)?.id ?? null) : null,
    nouns: await nounsOf(scope),
    people: [...people.values()].map(({ publicId, name }) => ({ key: publicId, name })),
  };
}

/** All entries of a filter as a stream, for a file. */
export async function* streamAudit(scope: Scope, input: AuditInput): AsyncGenerator<AuditRow> {
  const people = await membersById(scope);
  const nameOf = await actorNames(scope, people, null);
  for await (const row of streamRows<AuditEntry>(scope, entriesMeant(scope, input, people)))
    yield rowOf(row, nameOf);
}

type AuditEntry = Omit<AuditRow, "actor"> & { actorId: number | null };
type People = Awaited<ReturnType<typeof peopleById>>;

async function membersById({ db, workspaceId }: Scope): Promise<People> {
  const members = await db.membership.findMany({
    where: { workspaceId },
    select: { userId: true },
    take: 1_000,
  });
  return peopleById(members.map(({ userId }) => userId));
}

function entriesMeant({ workspaceId }: Scope, input: AuditInput, people: People): Prisma.Sql {
  const idOf = new Map([...people.values()].map(({ publicId, id }) => [publicId, id]));
  const conditions = [
    Prisma.sql`e."workspaceId" = ${workspaceId}`,
    input.noun ? Prisma.sql`split_part(e."action", '.', 1) = any(${input.noun}::text[])` : null,
    input.person
      ? Prisma.sql`e."actorKind" = 'user' and e."actorId" = any(${input.person.flatMap((one) => idOf.get(one) ?? [])}::int[])`
      : null,
    input.subject ? Prisma.sql`e."subject" = ${input.subject}` : null,
    input.after ? Prisma.sql`e."id" < ${input.after}::bigint` : null,
  ].filter((one) => one !== null);
  return Prisma.sql`
    select e."id"::text, e."at", e."actorKind", e."actorId", e."action", e."subject", e."detail"
    from audit_entry e where ${Prisma.join(conditions, " and ")} order by e."id" desc`;
}

type NameOf = (kind: string, id: number | null) => string | null;

/** Names of people and keys: of these entries, or of all keys there are. */
async function actorNames(
  { db, workspaceId }: Scope,
  people: People,
  rows: readonly AuditEntry[] | null,
): Promise<NameOf> {
  const ids = rows?.flatMap(({ actorKind, actorId }) => (actorKind === "apiKey" ? (actorId ?? []) : []));
  const keys = await db.apiKey.findMany({
    where: { workspaceId, ...(ids ? { id: { in: ids } } : {}) },
    select: { id: true, name: true },
    take: 1_000,
  });
  const keyNames = new Map(keys.map(({ id, name }) => [id, name]));
  return (kind, id) => {
    if (kind === "user") return people.get(id ?? 0)?.name ?? null;
    return kind === "apiKey" ? (keyNames.get(id ?? 0) ?? null) : null;
  };
}

const rowOf = ({ actorId, ...row }: AuditEntry, nameOf: NameOf): AuditRow => ({
  ...row,
  actor: nameOf(row.actorKind, actorId),
});

/** Of the last ten thousand entries: enough to know what kinds there are. */
async function nounsOf({ db, workspaceId }: Scope): Promise<string[]> {
  const rows = await db.$queryRaw<{ noun: string }[]>(Prisma.sql`
    select distinct split_part("action", '.', 1) as noun from (
      select "action" from audit_entry where "workspaceId" = ${workspaceId} order by "id" desc limit 10000) e
    order by 1`);
  return rows.map(({ noun }) => noun);
}
