import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { closeSession, signIn } from "./sign-in";

export const credentialsInput = z.object({
  email: z.string().max(254),
  password: z.string().min(1).max(200),
});

const secure = (): boolean => (process.env.NEXTAUTH_URL ?? "").startsWith("https:");
export const sessionCookieName = (): string => `${secure() ? "__Secure-" : ""}lotse.session`;

/**
 * next-auth keeps nothing in its token but the id of a session row; the door looks that row up on every request, so a
 * session can be revoked and a role is never stale.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: process.env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: 30 * 86_400 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: {
    sessionToken: {
      name: sessionCookieName(),
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: secure() },
    },
  },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const input = credentialsInput.safeParse(credentials);
        if (!input.success) return null;
        const headers = (request.headers ?? {}) as Record<string, string | undefined>;
        try {
          const session = await signIn(input.data, {
            address: headers["x-lotse-address"] ?? "unknown",
            userAgent: headers["user-agent"] ?? null,
          });
          return session ? { id: session.sessionId } : null;
        } catch (error) {
          // The sentence for the page is chosen by this word; nothing else of the error leaves the server.
          if (error instanceof AppError) throw new Error(error.code);
          throw error;
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sid === "string") await closeSession(token.sid);
    },
  },
});

/** The session id inside a cookie's value, or null when it was not made by us. */
export async function sessionIdFromCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  try {
    const token = await decode({ token: value, secret: process.env.NEXTAUTH_SECRET ?? "" });
    return typeof token?.sid === "string" && /^[0-9a-f-]{36}$/.test(token.sid) ? token.sid : null;
  } catch {
    return null;
  }
}
