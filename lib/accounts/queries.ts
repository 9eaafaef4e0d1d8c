import type { Person } from "@/lib/auth/admission";
import { sessionsOf } from "@/lib/auth/people";

/** Where somebody is signed in, the newest first. */
export async function listSessions(person: Person) {
  const sessions = await sessionsOf(person.id);
  return sessions.map(({ id, createdAt, userAgent }) => ({
    current: id === person.sessionId,
    createdAt,
    device: deviceOf(userAgent),
  }));
}

/** "Firefox, Windows": enough to recognise a session by. */
function deviceOf(userAgent: string | null): string {
  const text = userAgent ?? "";
  const browser = ["Edg", "Firefox", "Chrome", "Safari"].find((name) => text.includes(name));
  const system = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"].find((name) =>
    text.includes(name),
  );
  return [browser === "Edg" ? "Edge" : browser, system].filter(Boolean).join(", ") || "–";
}
