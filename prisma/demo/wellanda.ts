import { addMember, createUser, findUserIdByEmail } from "@/lib/auth/people";
import type { Role } from "@/lib/auth/roles";
import type { Scope } from "@/lib/auth/scope";
import { asSystem } from "@/lib/auth/system";
import { createWorkspace } from "@/lib/workspaces/mutations";
import domain from "./domain.json";

export const demoSlug = "wellanda";

export type DemoPerson = { name: string; email: string; role: Role };

/** The cast of the demo company; addresses end in .example, so no mail ever leaves. */
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

/** Founds the invented company Wellanda: its people, departments, phases, channels, products and touchpoints. */
export async function plantWellanda(password: string): Promise<void> {
  const workspaceId = await createWorkspace({
    slug: demoSlug,
    name: "Wellanda",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    locale: "de",
  });
  for (const person of demoPeople) {
    const userId = (await findUserIdByEmail(person.email)) ?? (await createUser({ ...person, password }));
    await addMember(workspaceId, userId, person.role);
  }
  await asSystem(workspaceId, async (scope) => {
    await plantCatalogues(scope);
    await plantTouchpoints(scope);
  });
}

const both = (de = "", en = "") => ({ name: de, translations: { de, en } });

async function plantCatalogues({ db, workspaceId }: Scope): Promise<void> {
  await db.department.createMany({
    data: domain.departments.map(([key = "", de, en, headName], position) => ({
      workspaceId,
      key,
      ...both(de, en),
      headName: headName ?? null,
      position,
    })),
  });
  const existing = await db.momentOfTruth.findMany({ where: { workspaceId }, select: { key: true } });
  const known = new Set(existing.map(({ key }) => key));
  await db.momentOfTruth.createMany({
    data: domain.moments.flatMap(([key = "", de, en], position) =>
      known.has(key) ? [] : [{ workspaceId, key, ...both(de, en), position }],
    ),
  });
  for (const [position, [key, de, en, products]] of (
    domain.products as [string, string, string, [string, number][]][]
  ).entries()) {
    const group = await db.productGroup.create({ data: { workspaceId, key, ...both(de, en), position } });
    await db.product.createMany({
      data: products.map(([name, price]) => ({
        workspaceId,
        key: name.toLowerCase().replaceAll(/[^a-z0-9äöüß]+/g, "-"),
        name,
        productGroupId: group.id,
        priceMinor: BigInt(price),
      })),
    });
  }
}

async function plantTouchpoints({ db, workspaceId }: Scope): Promise<void> {
  const idsOf = (rows: { key: string; id: number }[]) => new Map(rows.map(({ key, id }) => [key, id]));
  const find = { where: { workspaceId }, select: { key: true, id: true } };
  const phases = idsOf(await db.phase.findMany(find));
  const channels = idsOf(await db.channel.findMany(find));
  const departments = idsOf(await db.department.findMany(find));
  const moments = idsOf(await db.momentOfTruth.findMany(find));
  const need = (ids: Map<string, number>, key: string): number | null => {
    if (key === "") return null;
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The demo company names "${key}", which is not planted.`);
    return id;
  };
  await db.touchpoint.createMany({
    data: domain.touchpoints.map((touchpoint, position) => ({
      workspaceId,
      key: touchpoint.key,
      ...both(touchpoint.de, touchpoint.en),
      phaseId: need(phases, touchpoint.subPhase),
      channelId: need(channels, touchpoint.channel),
      departmentId: need(departments, touchpoint.department),
      momentOfTruthId: need(moments, touchpoint.momentOfTruth),
      planned: touchpoint.initiative === "p",
      state: touchpoint.state,
      contactsPerMonth: Number(touchpoint.contactsPerMonth) || null,
      position,
    })),
  });
}
