import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Person, personOfSession, type Visitor } from "@/lib/auth/admission";
import { sessionCookieName, sessionIdFromCookie } from "@/lib/auth/next-auth";
import { chooseLocale, type Locale } from "@/lib/language/locale";

export const currentSessionId = cache(async (): Promise<string | null> => {
  const jar = await cookies();
  return sessionIdFromCookie(jar.get(sessionCookieName())?.value);
});

/** The signed-in person of this request, looked up once. */
export const currentPerson = cache(
  async (): Promise<Person | null> => personOfSession(await currentSessionId()),
);

export async function sessionVisitor(workspace: string): Promise<Visitor> {
  return { kind: "session", sessionId: await currentSessionId(), workspace, locale: await currentLocale() };
}

export const currentLocale = cache(async (): Promise<Locale> => {
  const [person, jar, head] = await Promise.all([currentPerson(), cookies(), headers()]);
  return chooseLocale({
    setting: person?.locale,
    cookie: jar.get("lotse.locale")?.value,
    acceptLanguage: head.get("accept-language"),
  });
});

export const currentTheme = cache(async (): Promise<"light" | "dark" | "system"> => {
  const [person, jar] = await Promise.all([currentPerson(), cookies()]);
  const theme = person?.theme ?? jar.get("lotse.theme")?.value;
  return theme === "light" || theme === "dark" ? theme : "system";
});

export async function currentRequest(): Promise<{
  requestId: string | undefined;
  address: string;
  userAgent: string | null;
}> {
  const head = await headers();
  return {
    requestId: head.get("x-request-id") ?? undefined,
    address: head.get("x-lotse-address") ?? "unknown",
    userAgent: head.get("user-agent"),
  };
}
