import type { Role } from "@/lib/auth/roles";
import domain from "./domain.json";

export const demoSlug = "wellanda";

export type DemoPerson = { name: string; email: string; role: Role };

/** The people of the demo company; addresses end in .example, so no mail ever leaves. */
export const demoPeople: DemoPerson[] = domain.staff.map(([name = "", role = ""]) => ({
  name,
  email: `${plain(name)}@wellanda.example`,
  role: role as Role,
}));

/** "Dr. Jonas Petersen" → jonas.petersen */
function plain(name: string): string {
  return name
    .replace(/^Dr\. /, "")
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll(" ", ".");
}
