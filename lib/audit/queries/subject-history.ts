import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import type { AuditRow } from "./list-audit";
import { nameThings, type ThingNames } from "./name-things";

export type SubjectHistory = { rows: AuditRow[]; names: ThingNames };

/** What was done to one thing, the latest first: what its own page tells everybody who may see it. */
export async function subjectHistory(
  scope: Scope,
  { noun, subject, limit = 20 }: { noun: string; subject: string; limit?: number },
): Promise<SubjectHistory> {
  const { db, workspaceId } = scope;
  const rows = await db.auditEntry.findMany({
    where: { workspaceId, subject, action: { startsWith: `${noun}.` } },
    orderBy: { id: "desc" },
    take: limit,
  });
  const people = await peopleById(
    rows.flatMap(({ actorKind, actorId }) => (actorKind === "user" && actorId !== null ? [actorId] : [])),
  );
  const shown = rows.map(({ id, at, actorKind, actorId, action, subject: name, detail }) => ({
    id: String(id),
    at,
    actorKind,
    actor: actorKind === "user" ? (people.get(actorId ?? 0)?.name ?? null) : null,
    action,
    subject: name,
    detail,
  }));
  return { rows: shown, names: await nameThings(scope, shown) };
}
