import { afterAll, beforeAll } from "vitest";
import { createApiKey } from "@/lib/api-keys/mutations";
import type { Visitor } from "@/lib/auth/admission";
import { addMember, createUser } from "@/lib/auth/people";
import { type Role, roles } from "@/lib/auth/roles";
import type { Scope } from "@/lib/auth/scope";
import { openSession } from "@/lib/auth/sign-in";
import { asSystem } from "@/lib/auth/system";
import { closeDatabase } from "@/lib/db/client";
import { createWorkspace } from "@/lib/workspaces/mutations";
import { type FreshDatabase, freshDatabase } from "./database";

export type TestWorkspace = {
  workspaceId: number;
  slug: string;
  /** One signed-in person of each role. */
  people: Record<Role, { userId: number; email: string; sessionId: string }>;
  visitor(role: Role): Visitor;
  asSystem<T>(run: (scope: Scope) => Promise<T>): Promise<T>;
  apiKey(role: Role): Promise<string>;
};

export const testPassword = "a long enough password";

/** A database of its own for a test file, as the application sees it. */
export function ownDatabase(make: () => Promise<FreshDatabase> = () => freshDatabase()): {
  current: FreshDatabase | null;
} {
  const held: { current: FreshDatabase | null } = { current: null };
  beforeAll(async () => {
    held.current = await make();
    process.env.LOTSE_APP_DATABASE_URL = held.current.appUrl;
    process.env.LOTSE_URL = "http://localhost:3000";
    process.env.NEXTAUTH_SECRET = "a secret for tests only, long enough";
  }, 300_000);
  afterAll(async () => {
    await closeDatabase();
    await held.current?.drop();
  });
  return held;
}

/** A workspace with one person of each role. Passwords are hashed once for all of them, and only when asked for. */
export async function foundWorkspace(
  slug: string,
  options: { withPasswords?: boolean; timeZone?: string; currency?: string } = {},
): Promise<TestWorkspace> {
  const workspaceId = await createWorkspace({
    slug,
    name: slug,
    timeZone: options.timeZone ?? "Europe/Berlin",
    currency: options.currency ?? "EUR",
    locale: "en",
  });
  const entries = await Promise.all(
    roles.map(async (role) => {
      const email = `${role}@${slug}.example`;
      const password = options.withPasswords ? testPassword : null;
      const userId = await createUser({ email, name: `${role} of ${slug}`, password });
      await addMember(workspaceId, userId, role);
      return [role, { userId, email, sessionId: await openSession(userId, "test") }] as const;
    }),
  );
  const people = Object.fromEntries(entries) as TestWorkspace["people"];
  return {
    workspaceId,
    slug,
    people,
    visitor: (role) => ({
      kind: "session",
      sessionId: people[role].sessionId,
      workspace: slug,
      locale: "en",
    }),
    asSystem: (run) => asSystem(workspaceId, run),
    apiKey: async (role) =>
      (await asSystem(workspaceId, (scope) => createApiKey(scope, { name: "test", role }))).key,
  };
}
