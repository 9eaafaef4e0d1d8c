import type { Scope } from "@/lib/auth/scope";

export async function listApiKeys(scope: Scope) {
  const keys = await scope.db.apiKey.findMany({
    where: { workspaceId: scope.workspaceId, revokedAt: null },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return keys.map(({ publicId, name, prefix, role, createdAt, lastUsedOn }) => ({
    id: publicId,
    name,
    prefix,
    role,
    createdAt,
    lastUsedOn: lastUsedOn?.toISOString().slice(0, 10) ?? null,
  }));
}
