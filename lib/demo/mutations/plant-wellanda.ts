import { writeAudit } from "@/lib/audit/mutations";
import { addMember, createUser, findUserIdByEmail, peopleById, workspaceIdBySlug } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { asSystem } from "@/lib/auth/system";
import { createWorkspace } from "@/lib/workspaces/mutations";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";
import { buildWellanda } from "../rules/build-wellanda";
import { demoPeople, demoSlug } from "../rules/staff";
import { clearWorkspace } from "./clear-workspace";
import { plantBrand } from "./plant-brand";
import { plantBuying } from "./plant-buying";
import { plantCatalogues } from "./plant-catalogues";
import { plantExpectations } from "./plant-expectations";
import { plantFindings } from "./plant-findings";
import { plantHistory } from "./plant-history";
import { plantMeasures } from "./plant-measures";
import { plantPersonas } from "./plant-personas";
import { plantPhaseBook } from "./plant-phase-book";
import { plantPlannedContacts } from "./plant-planned-contacts";
import { plantPromises } from "./plant-promises";

/** What the pages read most; they are asked for as soon as all of it is there. */
const planted = [
  "customer",
  "contact",
  "contract",
  "order",
  "order_line",
  "phase_move",
  "feedback",
  "answer",
];

/** How long a planting may take on a slow machine. */
const timeoutMs = 300_000;

/**
 * Founds the invented company Wellanda with its people and its history, or goes on where an earlier start was cut off:
 * the workspace counts as planted only once all of it is there.
 */
export async function foundWellanda(password: string, now: Date): Promise<void> {
  const workspaceId =
    (await workspaceIdBySlug(demoSlug)) ??
    (await createWorkspace({
      slug: demoSlug,
      name: "Wellanda",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      locale: "de",
    }));
  for (const person of demoPeople) {
    const userId = (await findUserIdByEmail(person.email)) ?? (await createUser({ ...person, password }));
    await addMember(workspaceId, userId, person.role);
  }
  await asSystem(workspaceId, (scope) => plantWellanda(scope, { now }), timeoutMs);
}

/**
 * Puts the company as it was invented into its workspace, in one transaction: before it is over everybody sees what was
 * there, and a planting that is cut off has changed nothing. Members and their keys stay.
 */
export async function plantWellanda(scope: Scope, { now }: { now: Date }): Promise<void> {
  const { workspaceId } = scope;
  const { timeZone } = await holdClock(scope);
  const history = buildWellanda(now, timeZone);
  const staff = await membersByName(scope);
  await scope.bulk(async (client) => {
    await client.query("select 1 from workspace where id = $1 for update", [workspaceId]);
    await clearWorkspace(client, workspaceId);
    const planting = { client, workspaceId };
    const catalogues = await plantCatalogues(planting, history.calendar, staff);
    await plantHistory(planting, history, catalogues, staff);
    await plantMeasures(planting, history.calendar, catalogues, staff);
    await plantBrand(planting, history.calendar, catalogues);
    await plantExpectations(planting, history.calendar, catalogues, staff);
    const weakPoints = await plantPhaseBook(planting, history.calendar, catalogues);
    await plantFindings(planting, history.calendar, catalogues, { weakPoints, staff });
    await plantBuying(planting, catalogues);
    await plantPlannedContacts(planting, history.calendar, catalogues);
    await plantPersonas(planting, history.calendar, catalogues, staff);
    await plantPromises(planting, history.calendar, catalogues);
    await client.query("select lotse_analyze($1::text[], true)", [planted]);
    await client.query(`update workspace set "demoPlantedAt" = $2 where id = $1`, [workspaceId, now]);
  });
  await writeAudit(scope, "demo.planted", demoSlug);
}

async function membersByName({ db, workspaceId }: Scope): Promise<Map<string, number>> {
  const members = await db.membership.findMany({ where: { workspaceId }, select: { userId: true } });
  const people = await peopleById(members.map(({ userId }) => userId));
  return new Map([...people].map(([id, { name }]) => [name, id]));
}
