import { writeAudit } from "@/lib/audit/mutations";
import {
  addMember,
  createUser,
  findOpenInvitation,
  findUserIdByEmail,
  spendInvitation,
  userIdByPublicId,
} from "@/lib/auth/people";
import type { Role } from "@/lib/auth/roles";
import type { Scope } from "@/lib/auth/scope";
import { newToken } from "@/lib/auth/tokens";
import { AppError, notFound } from "@/lib/errors/app-error";

const invitationDays = 14;

/** @returns the token for the link; it is shown or mailed once and stored only as a hash */
export async function inviteMember(
  scope: Scope,
  input: { email: string; role: Role },
): Promise<{ token: string; email: string; role: Role }> {
  const email = input.email.trim().toLowerCase();
  const userId = await findUserIdByEmail(email);
  if (userId !== null) {
    const member = await scope.db.membership.findFirst({
      where: { workspaceId: scope.workspaceId, userId, deactivatedAt: null },
    });
    if (member) throw new AppError("conflict", "alreadyMember");
  }
  const { token, hash } = newToken("invitation");
  // A new invitation for the same address replaces the open one: only the last link works.
  await scope.db.invitation.updateMany({
    where: { workspaceId: scope.workspaceId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await scope.db.invitation.create({
    data: {
      workspaceId: scope.workspaceId,
      tokenHash: hash,
      email,
      role: input.role,
      invitedById: scope.actor.id,
      expiresAt: new Date(Date.now() + invitationDays * 86_400_000),
    },
  });
  await writeAudit(scope, "member.invite", email, { role: input.role });
  return { token, email, role: input.role };
}

export async function revokeInvitation(scope: Scope, input: { invitation: string }): Promise<void> {
  const { count } = await scope.db.invitation.updateMany({
    where: { workspaceId: scope.workspaceId, publicId: input.invitation, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, "invitation.revoke", input.invitation);
}

async function requireMember(scope: Scope, publicId: string): Promise<{ userId: number; role: Role }> {
  const userId = await userIdByPublicId(publicId);
  const member =
    userId === null
      ? null
      : await scope.db.membership.findFirst({
          where: { workspaceId: scope.workspaceId, userId, deactivatedAt: null },
        });
  if (!member) throw notFound();
  return { userId: member.userId, role: member.role };
}

/** A workspace without an admin could never be put right again. */
async function keepAnAdmin(scope: Scope, leaving: { userId: number; role: Role }): Promise<void> {
  if (leaving.role !== "admin") return;
  // Lock the admins, so that two who demote each other at once do not both succeed.
  const admins = await scope.db.$queryRaw<{ userId: number }[]>`
    select "userId" from membership
    where "workspaceId" = ${scope.workspaceId} and "role" = 'admin' and "deactivatedAt" is null
    order by "userId" for update`;
  if (!admins.some(({ userId }) => userId !== leaving.userId)) throw new AppError("conflict", "lastAdmin");
}

export async function changeRole(scope: Scope, input: { member: string; role: Role }): Promise<void> {
  const member = await requireMember(scope, input.member);
  if (member.role === input.role) return;
  await keepAnAdmin(scope, member);
  await scope.db.membership.updateMany({
    where: { workspaceId: scope.workspaceId, userId: member.userId },
    data: { role: input.role },
  });
  await writeAudit(scope, "member.role", input.member, { from: member.role, to: input.role });
}

/** Takes somebody out of the workspace; what they did stays under their name. */
export async function removeMember(scope: Scope, input: { member: string }): Promise<void> {
  const member = await requireMember(scope, input.member);
  await keepAnAdmin(scope, member);
  await scope.db.membership.updateMany({
    where: { workspaceId: scope.workspaceId, userId: member.userId },
    data: { deactivatedAt: new Date() },
  });
  await writeAudit(scope, "member.remove", input.member);
}

/** Undo of a removal. */
export async function restoreMember(scope: Scope, input: { member: string }): Promise<void> {
  const userId = await userIdByPublicId(input.member);
  if (userId === null) throw notFound();
  const { count } = await scope.db.membership.updateMany({
    where: { workspaceId: scope.workspaceId, userId, deactivatedAt: { not: null } },
    data: { deactivatedAt: null },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, "member.restore", input.member);
}

/**
 * Spends an invitation exactly once. Somebody who has an account already joins with it, signed in under the invited
 * address; an existing password is never touched. @returns where to go and whom to sign in
 */
export async function acceptInvitation(
  input: { token: string; name?: string; password?: string },
  signedInAs: { id: number; email: string } | null,
): Promise<{ slug: string; email: string }> {
  const invitation = await findOpenInvitation(input.token);
  if (!invitation) throw new AppError("invalid", "linkSpent");
  const existing = await findUserIdByEmail(invitation.email);
  if (existing !== null && signedInAs?.id !== existing) throw new AppError("conflict", "signInToAccept");
  if (existing === null && (!input.name || !input.password)) {
    const fields = {
      ...(input.name ? {} : { name: "fillIn" }),
      ...(input.password ? {} : { password: "fillIn" }),
    };
    throw new AppError("invalid", undefined, { fields });
  }
  if (!(await spendInvitation(invitation, input.token))) throw new AppError("invalid", "linkSpent");
  const userId =
    existing ??
    (await createUser({ email: invitation.email, name: input.name ?? "", password: input.password ?? null }));
  await addMember(invitation.workspaceId, userId, invitation.role);
  return { slug: invitation.slug, email: invitation.email };
}
