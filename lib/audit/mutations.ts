import type { Scope } from "@/lib/auth/scope";

/** One line in the log that nobody can change: who did what to what, in the same transaction as the deed. */
export async function writeAudit(
  scope: Scope,
  action: string,
  subject?: string,
  detail?: object,
): Promise<void> {
  await scope.db.auditEntry.create({
    data: {
      workspaceId: scope.workspaceId,
      actorKind: scope.actor.kind,
      actorId: scope.actor.id || null,
      action,
      subject: subject?.slice(0, 200) ?? null,
      ...(detail ? { detail } : {}),
    },
  });
}
