import type { Scope } from "@/lib/auth/scope";
import type { ListExport } from "@/lib/doors/list-export";

/** Links that still open something, the newest first. Never the address itself: nobody has it but who made it. */
export async function listShareLinks(scope: Scope) {
  const links = await scope.db.shareLink.findMany({
    where: {
      workspaceId: scope.workspaceId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return links.map(({ publicId, name, page, minimumN, withComments, createdAt, expiresAt, lastUsedOn }) => ({
    id: publicId,
    name,
    page,
    minimumN,
    withComments,
    createdAt,
    expiresAt,
    lastUsedOn: lastUsedOn?.toISOString().slice(0, 10) ?? null,
  }));
}

type Listed = Awaited<ReturnType<typeof listShareLinks>>[number];

export const shareLinkExport: ListExport<unknown, Listed> = {
  name: "share-links",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "page", value: ({ page }) => page || "overview" },
    { key: "minimumN", kind: "number", value: ({ minimumN }) => minimumN },
    { key: "createdAt", kind: "instant", value: ({ createdAt }) => createdAt },
    { key: "expiresAt", kind: "instant", value: ({ expiresAt }) => expiresAt },
    { key: "lastUsedOn", kind: "day", value: ({ lastUsedOn }) => lastUsedOn },
  ],
  rows: listShareLinks,
};
