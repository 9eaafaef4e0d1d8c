import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";

/** Whether this person gets three sentences about the workspace every Monday. */
export async function setMondayMail(scope: Scope, { on }: { on: boolean }): Promise<void> {
  if (scope.actor.kind !== "user") throw new AppError("forbidden");
  await scope.db.membership.updateMany({
    where: { workspaceId: scope.workspaceId, userId: scope.actor.id },
    data: { mondayMail: on },
  });
}
