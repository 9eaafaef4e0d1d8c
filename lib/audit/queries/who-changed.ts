import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Changed } from "../rules";

/**
 * Who changed a thing since a version that somebody still has before them, and what. Null when the log has nothing of
 * it from the last days. Entries of such changes carry `{ version, changed }` as their detail.
 */
export async function whoChanged(
  scope: Scope,
  { noun, subject, since }: { noun: string; subject: string; since: number },
): Promise<{ name: string | null; changed: Changed } | null> {
  const rows = await scope.db.$queryRaw<
    { actorKind: string; actorId: number | null; changed: Changed | null }[]
  >(
    Prisma.sql`
      select e."actorKind", e."actorId", e."detail"->'changed' as changed
      from audit_entry e
      where e."workspaceId" = ${scope.workspaceId} and e."at" > now() - interval '7 days'
        and e."subject" = ${subject} and split_part(e."action", '.', 1) = ${noun}
        and (e."detail"->>'version')::int > ${since}
      order by e."id" desc limit 20`,
  );
  const [last] = rows;
  if (!last) return null;
  const people = await peopleById(last.actorKind === "user" && last.actorId !== null ? [last.actorId] : []);
  return {
    name: people.get(last.actorId ?? 0)?.name ?? null,
    changed: Object.assign({}, ...rows.reverse().map(({ changed }) => changed ?? {})),
  };
}
