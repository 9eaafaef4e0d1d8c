import { isUnused, workspaceIdBySlug } from "@/lib/auth/people";
import { demoPeople, demoSlug, plantWellanda } from "@/prisma/demo/wellanda";
import { readSecret } from "@/scripts/postgres/secrets";

/**
 * The demo company goes into an empty embedded database, or wherever LOTSE_DEMO=1 asks for it. @returns its password,
 * or null where there is no demo
 */
export async function plantDemo(options: {
  wanted: "0" | "1" | undefined;
  embedded: boolean;
  dataDir: string;
  say: (line: string) => void;
}): Promise<string | null> {
  const password = () => readSecret(options.dataDir, "demo");
  if ((await workspaceIdBySlug(demoSlug)) !== null) return options.wanted === "0" ? null : password();
  const wanted =
    options.wanted === "1" || (options.wanted === undefined && options.embedded && (await isUnused()));
  if (!wanted) return null;
  options.say("Planting the demo company Wellanda (invented) …");
  await plantWellanda(password());
  return password();
}

export function printSignIns(password: string, say: (line: string) => void): void {
  say("");
  say("Demo company Wellanda (invented). Sign in with:");
  const width = Math.max(...demoPeople.map(({ email }) => email.length));
  for (const { email, role, name } of demoPeople) say(`  ${email.padEnd(width)}  ${role.padEnd(8)} ${name}`);
  say(`  password for all of them: ${password}`);
  say("");
}
