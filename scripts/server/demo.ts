import { isUnused, workspaceIdBySlug } from "@/lib/auth/people";
import { whosePassword } from "@/lib/auth/sign-in";
import { type DemoPerson, demoPeople, demoSlug, plantWellanda } from "@/prisma/demo/wellanda";
import { readPassword } from "@/scripts/postgres/secrets";

/** Those who sign in with the demo password. */
export type SignIns = { password: string; people: DemoPerson[] };

/**
 * The demo company goes into an empty embedded database, or wherever LOTSE_DEMO=1 asks for it. @returns its sign-ins,
 * or null where there is no demo
 */
export async function plantDemo(options: {
  wanted: "0" | "1" | undefined;
  embedded: boolean;
  dataDir: string;
  say: (line: string) => void;
}): Promise<SignIns | null> {
  const password = () => readPassword(options.dataDir, "demo");
  if ((await workspaceIdBySlug(demoSlug)) !== null)
    return options.wanted === "0" ? null : stillTrue(password());
  const wanted =
    options.wanted === "1" || (options.wanted === undefined && options.embedded && (await isUnused()));
  if (!wanted) return null;
  options.say("Planting the demo company Wellanda (invented) …");
  await plantWellanda(password());
  return { password: password(), people: demoPeople };
}

/** A password may have been changed, or have come from elsewhere with a backup: only what opens is printed. */
async function stillTrue(password: string): Promise<SignIns> {
  const fits = await whosePassword(
    demoPeople.map(({ email }) => email),
    password,
  );
  return { password, people: demoPeople.filter(({ email }) => fits.has(email)) };
}

export function printSignIns({ password, people }: SignIns, say: (line: string) => void): void {
  const [first] = people;
  say("");
  if (first) {
    say("Demo company Wellanda (invented). Sign in with:");
    const width = Math.max(...people.map(({ email }) => email.length));
    for (const { email, role, name } of people) say(`  ${email.padEnd(width)}  ${role.padEnd(8)} ${name}`);
    say(`  password for all of them: ${password}`);
  } else {
    say("The people of the demo company Wellanda (invented) have passwords of their own. A new one:");
    say(`  npm run lotse -- user reset-link ${demoPeople[0]?.email ?? ""}`);
  }
  say("");
}
