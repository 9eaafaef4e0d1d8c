import { authDatabase, inWorkspace, type WorkspaceDatabase } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { hashPassword, passwordFits } from "./password";
import type { Role } from "./roles";
import { closeSessionsOf, normalizeEmail } from "./sign-in";
import { hashToken, newToken } from "./tokens";

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

export const isUnused = async (): Promise<boolean> => (await authDatabase().user.count({ take: 1 })) === 0;

/** Slugs that are, or may become, addresses of their own. Used slugs are never given away again: the row stays. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  "admin api app assets auth docs health help login lotse new public s set-up setup sign-in sign-out static status survey system w www".split(
    " ",
  ),
);

/** Creates a person; an existing one is left exactly as it is (`conflict`). */
export async function createUser(input: {
  email: string;
  name: string;
  password: string | null;
  locale?: string;
}): Promise<number> {
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  try {
    const user = await authDatabase().user.create({
      data: {
        email: normalizeEmail(input.email),
        name: input.name,
        passwordHash,
        locale: input.locale ?? null,
      },
    });
    return user.id;
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("conflict", "emailTaken");
    throw error;
  }
}

export async function findUserIdByEmail(email: string): Promise<number | null> {
  const user = await authDatabase().user.findUnique({
    where: { email: normalizeEmail(email) },
    select: { id: true },
  });
  return user?.id ?? null;
}

/** Name and e-mail of people, for lists of a workspace that already knows their ids. */
export async function peopleById(ids: number[]) {
  const people = await authDatabase().user.findMany({
    where: { id: { in: ids } },
    select: { id: true, publicId: true, name: true, email: true, locale: true, deactivatedAt: true },
  });
  return new Map(people.map((person) => [person.id, person]));
}

export async function createWorkspaceRow(input: {
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
}): Promise<number> {
  if (reservedSlugs.has(input.slug)) throw new AppError("conflict", "slugReserved");
  const [next] = await authDatabase().$queryRaw<{ id: number }[]>(
    Prisma.sql`select nextval(pg_get_serial_sequence('workspace', 'id'))::int as id`,
  );
  if (!next) throw new Error("The sequence of workspaces gave no number.");
  try {
    await inWorkspace(next.id, (db) => db.workspace.create({ data: { id: next.id, ...input } }));
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("conflict", "slugTaken");
    throw error;
  }
  return next.id;
}

export async function workspaceIdBySlug(slug: string): Promise<number | null> {
  const [row] = await authDatabase().$queryRaw<{ id: number | null }[]>(
    Prisma.sql`select auth_workspace_by_slug(${slug}) as id`,
  );
  return row?.id ?? null;
}

export async function addMember(workspaceId: number, userId: number, role: Role): Promise<void> {
  await inWorkspace(workspaceId, (db) =>
    db.membership.upsert({
      where: { workspaceId_userId: { workspaceId, userId } },
      create: { workspaceId, userId, role },
      update: { role, deactivatedAt: null },
    }),
  );
}

/** @returns the link's token, or null when nobody has this address: the caller answers the same either way. */
export async function beginPasswordReset(
  email: string,
  hours = 2,
): Promise<{ token: string; name: string } | null> {
  const user = await authDatabase().user.findUnique({ where: { email: normalizeEmail(email) } });
  if (!user || user.deactivatedAt) return null;
  const { token, hash } = newToken("passwordReset");
  await authDatabase().passwordReset.create({
    data: { tokenHash: hash, userId: user.id, expiresAt: new Date(Date.now() + hours * 3_600_000) },
  });
  return { token, name: user.name };
}

/** Spends the link exactly once, sets the password and ends every session. @throws AppError `linkSpent` */
export async function finishPasswordReset(token: string, password: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  return authDatabase().$transaction(async (db) => {
    const spent = await db.passwordReset.updateManyAndReturn({
      where: { tokenHash: hashToken("passwordReset", token), usedAt: null, expiresAt: { gt: new Date() } },
      data: { usedAt: new Date() },
    });
    const reset = spent[0];
    if (!reset) throw new AppError("invalid", "linkSpent");
    const user = await db.user.update({ where: { id: reset.userId }, data: { passwordHash } });
    await db.session.deleteMany({ where: { userId: reset.userId } });
    await db.passwordReset.deleteMany({ where: { userId: reset.userId, usedAt: null } });
    return user.email;
  });
}

export async function isResetOpen(token: string): Promise<boolean> {
  const count = await authDatabase().passwordReset.count({
    where: { tokenHash: hashToken("passwordReset", token), usedAt: null, expiresAt: { gt: new Date() } },
  });
  return count > 0;
}

export async function changePassword(
  userId: number,
  sessionId: string,
  input: { current: string; next: string },
): Promise<void> {
  const user = await authDatabase().user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await passwordFits(user.passwordHash, input.current))) {
    throw new AppError("invalid", undefined, { fields: { current: "wrongPassword" } });
  }
  await authDatabase().user.update({
    where: { id: userId },
    data: { passwordHash: await hashPassword(input.next) },
  });
  await closeSessionsOf(userId, sessionId);
}

export async function updateProfile(
  userId: number,
  input: { name?: string; locale?: string | null; theme?: string | null },
): Promise<void> {
  await authDatabase().user.update({ where: { id: userId }, data: input });
}

export type OpenInvitation = {
  workspaceId: number;
  invitationId: number;
  workspaceName: string;
  slug: string;
  email: string;
  role: Role;
  expiresAt: Date;
};

export async function findOpenInvitation(token: string): Promise<OpenInvitation | null> {
  const rows = await authDatabase().$queryRaw<OpenInvitation[]>(
    Prisma.sql`select * from auth_invitation(${hashToken("invitation", token)})`,
  );
  return rows[0] ?? null;
}

export async function userIdByPublicId(publicId: string): Promise<number | null> {
  const user = await authDatabase().user.findUnique({ where: { publicId }, select: { id: true } });
  return user?.id ?? null;
}

/** Inner ids of people of this workspace by their public ids; whoever is not a member is missing from the map. */
export async function resolveMembers(
  { db, workspaceId }: { db: WorkspaceDatabase; workspaceId: number },
  publicIds: readonly string[],
): Promise<Map<string, number>> {
  if (publicIds.length === 0) return new Map();
  const people = await authDatabase().user.findMany({
    where: { publicId: { in: [...new Set(publicIds)] } },
    select: { id: true, publicId: true },
  });
  const members = await db.membership.findMany({
    where: { workspaceId, userId: { in: people.map(({ id }) => id) }, deactivatedAt: null },
    select: { userId: true },
  });
  const inside = new Set(members.map(({ userId }) => userId));
  return new Map(people.flatMap(({ id, publicId }) => (inside.has(id) ? [[publicId, id] as const] : [])));
}

/** True for the one caller who spends the link. */
export async function spendInvitation(invitation: OpenInvitation, token: string): Promise<boolean> {
  const { workspaceId } = invitation;
  const { count } = await inWorkspace(workspaceId, (db) =>
    db.invitation.updateMany({
      where: { workspaceId, tokenHash: hashToken("invitation", token), acceptedAt: null, revokedAt: null },
      data: { acceptedAt: new Date() },
    }),
  );
  return count === 1;
}

export async function sessionsOf(userId: number) {
  return authDatabase().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
}
