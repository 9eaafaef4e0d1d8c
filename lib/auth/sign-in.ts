import { uuidv7 } from "uuidv7";
import { authDatabase } from "@/lib/db/client";
import { passwordFits } from "./password";
import { countTry, forgetTries } from "./throttle";

const sessionDays = 30;

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/**
 * Checks an e-mail and a password and opens a session row. Null when they do not fit, with the same work done for an
 * unknown address as for a known one.
 * @throws AppError `throttled` after too many tries for this address or from this network address
 */
export async function signIn(
  input: { email: string; password: string },
  from: { address: string; userAgent: string | null },
): Promise<{ sessionId: string; userId: number } | null> {
  const email = normalizeEmail(input.email);
  await countTry("signInPerAddress", from.address);
  await countTry("signInPerEmail", email);
  const user = await authDatabase().user.findUnique({ where: { email } });
  const fits = await passwordFits(user?.passwordHash, input.password);
  if (!user || !fits || user.deactivatedAt) return null;
  await forgetTries("signInPerEmail", email);
  return { sessionId: await openSession(user.id, from.userAgent), userId: user.id };
}

/** Those of these people who sign in with this password: for the operator's terminal, which prints only what is true. */
export async function whosePassword(emails: string[], password: string): Promise<Set<string>> {
  const users = await authDatabase().user.findMany({
    where: { email: { in: emails }, deactivatedAt: null },
    select: { email: true, passwordHash: true },
  });
  const fits = await Promise.all(users.map((user) => passwordFits(user.passwordHash, password)));
  return new Set(users.filter((_, index) => fits[index]).map(({ email }) => email));
}

export async function openSession(userId: number, userAgent: string | null): Promise<string> {
  const id = uuidv7();
  const expiresAt = new Date(Date.now() + sessionDays * 86_400_000);
  await authDatabase().session.create({
    data: { id, userId, expiresAt, userAgent: userAgent?.slice(0, 200) ?? null },
  });
  return id;
}

export async function closeSession(sessionId: string): Promise<void> {
  await authDatabase().session.deleteMany({ where: { id: sessionId } });
}

/** Signs somebody out everywhere, except (when they do it themselves) here. */
export async function closeSessionsOf(userId: number, exceptSessionId?: string): Promise<void> {
  await authDatabase().session.deleteMany({
    where: { userId, ...(exceptSessionId ? { id: { not: exceptSessionId } } : {}) },
  });
}
