import { isUnused, workspaceIdBySlug } from "@/lib/auth/people";
import { whosePassword } from "@/lib/auth/sign-in";
import { asSystem } from "@/lib/auth/system";
import { foundWellanda } from "@/lib/demo/mutations/plant-wellanda";
import { demoState } from "@/lib/demo/queries";
import { type DemoPerson, demoPeople, demoSlug } from "@/lib/demo/rules/staff";
import { readPassword } from "@/scripts/postgres/secrets";

/** Those who sign in with the demo password. */
export type SignIns = { password: string; people: DemoPerson[] };

/**
 * The demo company goes into an empty embedded database, or wherever LOTSE_DEMO=1 asks for it; a planting that was cut
 * off is done again. @returns its sign-ins, or null where there is no demo
 */
export async function plantDemo(options: {
  wanted: "0" | "1" | undefined;
  embedded: boolean;
  dataDir: string;
  say: (line: string) => void;
  /** Plants it anew where it is planted already, so that its last quarter is the one before today. */
  anew?: boolean;
  now?: Date;
}): Promise<SignIns | null> {
  const { wanted, embedded, say, anew = false, now = new Date() } = options;
  const password = () => readPassword(options.dataDir, "demo");
  const workspaceId = await workspaceIdBySlug(demoSlug);
  if (workspaceId === null) {
    if (wanted !== "1" && (wanted === "0" || !embedded || !(await isUnused()))) return null;
  } else {
    const state = await asSystem(workspaceId, demoState);
    if (state === "none" && anew)
      throw new Error(
        `The workspace "${demoSlug}" is not the demo company: it holds customers that were not planted. Nothing was changed.`,
      );
    if (state === "none" || (state === "planted" && !anew))
      return wanted === "0" ? null : stillTrue(password());
  }
  say("Planting the demo company Wellanda (invented) …");
  const begun = Date.now();
  await foundWellanda(password(), now);
  say(`Planted in ${((Date.now() - begun) / 1_000).toFixed(1)} s.`);
  return wanted === "0" ? null : stillTrue(password());
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
