import type { signIn as nextAuthSignIn } from "next-auth/react";

/**
 * Opens a session through next-auth and goes on to `next`, with a full load so that nothing of a former session stays.
 * @returns why it was refused, or nothing
 */
export async function beginSession(
  signIn: typeof nextAuthSignIn,
  credentials: { email: string; password: string },
  next: string,
): Promise<"refused" | "throttled" | "unavailable" | undefined> {
  const answer = await signIn("credentials", { ...credentials, redirect: false }).catch(() => undefined);
  if (!answer) return "unavailable";
  if (answer.ok && !answer.error) {
    window.location.assign(next);
    return undefined;
  }
  if (answer.error === "throttled") return "throttled";
  return answer.error === "CredentialsSignin" ? "refused" : "unavailable";
}
