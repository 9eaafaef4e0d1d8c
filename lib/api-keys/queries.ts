import type { Scope } from "@/lib/auth/scope";
import type { ListExport } from "@/lib/doors/list-export";

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

type ListedKey = Awaited<ReturnType<typeof listApiKeys>>[number];

/** Never the key itself: nobody has it but who created it. */
export const apiKeyExport: ListExport<unknown, ListedKey> = {
  name: "api-keys",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "role", value: ({ role }, { t }) => t(`roles.${role}`) },
    { key: "keyPrefix", value: ({ prefix }) => prefix },
    { key: "createdAt", kind: "instant", value: ({ createdAt }) => createdAt },
    { key: "lastUsedOn", kind: "day", value: ({ lastUsedOn }) => lastUsedOn },
  ],
  rows: listApiKeys,
};
