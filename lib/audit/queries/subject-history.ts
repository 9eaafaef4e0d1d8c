import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import type { AuditRow } from "./list-audit";

/** What was done to one thing, the latest first: what its own page tells everybody who may see it. */
export async function subjectHistory(
  { db, workspaceId }: Scope,
  { noun, subject, limit = 20 }: { noun: string; subject: string; limit?: number },
): Promise<AuditRow[]> {
  const rows = await db.auditEntry.findMany({
    where: { workspaceId, subject, action: { startsWith: `${noun}.` } },
    orderBy: { id: "desc" },
    take: limit,
  });
  const people = await peopleById(
    rows.flatMap(({ actorKind, actorId }) => (actorKind === "user" && actorId !== null ? [actorId] : [])),
  );
  return rows.map(({ id, at, actorKind, actorId, action, subject: name, detail }) => ({
    id: String(id),
    at,
    actorKind,
    actor: actorKind === "user" ? (people.get(actorId ?? 0)?.name ?? null) : null,
    action,
    subject: name,
    detail,
  }));
}
