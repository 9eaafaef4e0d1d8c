import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { newToken } from "@/lib/auth/tokens";
import { notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { localDay } from "@/lib/period/local-day";
import { findView } from "@/lib/views/queries";
import { type CreateShareLinkInput, isSharedPage, type ShareLinkNamed } from "./schema";

const dayMs = 86_400_000;

/** @returns the address itself: shown this once, stored as a hash */
export async function createShareLink(
  scope: Scope,
  input: CreateShareLinkInput,
): Promise<{ address: string }> {
  const { db, workspaceId } = scope;
  const view = await findView(scope, input.view);
  if (!view) throw notFound();
  if (!isSharedPage(view.page)) throw refuse({ view: "viewNotForGuests" });
  const { token, hash } = newToken("share");
  const { name, life, minimumN, withComments } = input;
  const made = await db.shareLink.create({
    data: {
      workspaceId,
      tokenHash: hash,
      name,
      page: view.page,
      query: view.query,
      minimumN,
      withComments,
      createdById: scope.actor.kind === "user" ? scope.actor.id : null,
      expiresAt: life === "never" ? null : new Date(Date.now() + Number(life) * dayMs),
    },
  });
  await writeAudit(scope, "shareLink.create", made.publicId, {
    name,
    page: view.page,
    minimumN,
    withComments,
  });
  return { address: `${process.env.LOTSE_URL}/share/${token}` };
}

/** For good: whoever has the address finds nothing there. */
export async function revokeShareLink(scope: Scope, { link }: ShareLinkNamed): Promise<void> {
  const { count } = await scope.db.shareLink.updateMany({
    where: { workspaceId: scope.workspaceId, publicId: link, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, "shareLink.revoke", link);
}

/** The day on which a link was last opened, written once a day. */
export async function noteUse({ db, workspaceId, timeZone }: Scope, id: number): Promise<void> {
  const today = localDay(new Date(), timeZone);
  await db.shareLink.updateMany({
    where: { workspaceId, id, OR: [{ lastUsedOn: null }, { lastUsedOn: { lt: new Date(today) } }] },
    data: { lastUsedOn: new Date(today) },
  });
}
