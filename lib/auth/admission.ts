import { authDatabase } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { askTogether } from "./ask-together";
import type { Role } from "./roles";
import type { Admission } from "./scope";
import { hashToken } from "./tokens";

/** Who stands at the door, as far as a cookie or a header can tell. */
export type Visitor =
  | { kind: "session"; sessionId: string | null; workspace: string; locale: string }
  | { kind: "key"; token: string | null }
  | { kind: "job"; workspaceId: number }
  | { kind: "share"; token: string; locale: string };

type MembershipRow = {
  workspaceId: number;
  slug: string;
  workspaceName: string;
  timeZone: string;
  currency: string;
  workspaceLocale: string;
  role: Role;
};

export type Person = {
  id: number;
  publicId: string;
  email: string;
  name: string;
  locale: string | null;
  theme: string | null;
  sessionId: string;
};

/** The person behind a session row, or null when the session was revoked, has expired or its user is deactivated. */
export async function personOfSession(sessionId: string | null): Promise<Person | null> {
  if (!sessionId) return null;
  const session = await authDatabase().session.findUnique({
    where: { id: sessionId },
    include: { user: true },
  });
  if (!session || session.expiresAt <= new Date() || session.user.deactivatedAt) return null;
  const { id, publicId, email, name, locale, theme } = session.user;
  return { id, publicId, email, name, locale, theme, sessionId };
}

export function membershipsOf(userId: number): Promise<(MembershipRow & { isDemo: boolean })[]> {
  return authDatabase().$queryRaw<(MembershipRow & { isDemo: boolean })[]>(
    Prisma.sql`select * from auth_memberships(${userId})`,
  );
}

/** Where somebody begins: an agent with the form, because the telephone may ring; all others with the figures. */
export const beginningOf = ({ slug, role }: Pick<MembershipRow, "slug" | "role">): string =>
  role === "agent" ? `/w/${slug}/log` : `/w/${slug}`;

/** In which workspaces this person gets the Monday mail. */
export function mondayMailsOf(
  userId: number,
): Promise<{ slug: string; workspaceName: string; mondayMail: boolean }[]> {
  return authDatabase().$queryRaw<{ slug: string; workspaceName: string; mondayMail: boolean }[]>(
    Prisma.sql`select * from auth_monday_mails(${userId})`,
  );
}

async function admitSession(visitor: Extract<Visitor, { kind: "session" }>): Promise<Admission> {
  const person = await personOfSession(visitor.sessionId);
  if (!person) throw new AppError("unauthenticated");
  const found = (await membershipsOf(person.id)).find(({ slug }) => slug === visitor.workspace);
  // Somebody else's workspace and no workspace at all are the same answer: it does not exist for you.
  if (!found) throw notFound();
  const { isDemo: _, ...membership } = found;
  return {
    ...membership,
    actor: { kind: "user", id: person.id, name: person.name },
    locale: visitor.locale,
  };
}

/** Programs that send many records at once use one key. */
const lookUpKey = askTogether((token) =>
  authDatabase().$queryRaw<(MembershipRow & { keyId: number; keyName: string })[]>(
    Prisma.sql`select * from auth_api_key(${hashToken("apiKey", token)})`,
  ),
);

async function admitKey(visitor: Extract<Visitor, { kind: "key" }>): Promise<Admission> {
  if (!visitor.token) throw new AppError("unauthenticated");
  const [row] = await lookUpKey(visitor.token);
  if (!row) throw new AppError("unauthenticated");
  const { keyId, keyName, ...membership } = row;
  return { ...membership, actor: { kind: "apiKey", id: keyId, name: keyName }, locale: "en" };
}

async function admitJob(visitor: Extract<Visitor, { kind: "job" }>): Promise<Admission> {
  const rows = await authDatabase().$queryRaw<Omit<MembershipRow, "role">[]>(
    Prisma.sql`select * from auth_workspace(${visitor.workspaceId})`,
  );
  const workspace = rows[0];
  if (!workspace) throw notFound();
  return {
    ...workspace,
    role: "admin",
    actor: { kind: "job", id: 0, name: "Lotse" },
    locale: workspace.workspaceLocale,
  };
}

/** A wrong, an ended and a revoked link are the same answer: there is nothing here. */
async function admitGuest(visitor: Extract<Visitor, { kind: "share" }>): Promise<Admission> {
  const hash = hashToken("share", visitor.token);
  const [link] = await authDatabase().$queryRaw<{ workspaceId: number; shareLinkId: number }[]>(
    Prisma.sql`select * from auth_share_link(${hash})`,
  );
  if (!link) throw notFound();
  const [workspace] = await authDatabase().$queryRaw<Omit<MembershipRow, "role">[]>(
    Prisma.sql`select * from auth_workspace(${link.workspaceId})`,
  );
  if (!workspace) throw notFound();
  return {
    ...workspace,
    role: "guest",
    actor: { kind: "share", id: link.shareLinkId, name: "share link" },
    locale: visitor.locale,
  };
}

/** Who are you? Looked up in the database every time, so a revoked session, key or role is refused at once. */
export function admit(visitor: Visitor): Promise<Admission> {
  if (visitor.kind === "session") return admitSession(visitor);
  if (visitor.kind === "key") return admitKey(visitor);
  if (visitor.kind === "share") return admitGuest(visitor);
  return admitJob(visitor);
}
