import { writeAudit } from "@/lib/audit/mutations";
import type { Role } from "@/lib/auth/roles";
import type { Scope } from "@/lib/auth/scope";
import { newToken } from "@/lib/auth/tokens";
import { notFound } from "@/lib/errors/app-error";

/** @returns the key itself: shown this once, stored as a hash with its first characters */
export async function createApiKey(
  scope: Scope,
  input: { name: string; role: Role },
): Promise<{ key: string; name: string }> {
  const { token, hash } = newToken("apiKey", "lotse_");
  await scope.db.apiKey.create({
    data: {
      workspaceId: scope.workspaceId,
      name: input.name,
      role: input.role,
      prefix: token.slice(0, 12),
      keyHash: hash,
      createdById: scope.actor.kind === "user" ? scope.actor.id : null,
    },
  });
  await writeAudit(scope, "apiKey.create", input.name, { role: input.role });
  return { key: token, name: input.name };
}

export async function revokeApiKey(scope: Scope, input: { apiKey: string }): Promise<void> {
  const { count } = await scope.db.apiKey.updateMany({
    where: { workspaceId: scope.workspaceId, publicId: input.apiKey, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, "apiKey.revoke", input.apiKey);
}
