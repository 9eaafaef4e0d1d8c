import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { holdCustomers } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { Lookup } from "@/lib/fields/refusals";
import { resolveSegments } from "@/lib/segments/queries";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import type { PlannedState } from "../schema/edit";

export type Held = { id: string; version: number; state: PlannedState };
type Saved = { id: string; version: number };

export async function hold({ db, workspaceId }: Scope, id: string): Promise<Held | null> {
  const keyOf = (table: string, column: string) => Prisma.sql`(select x."key" from ${Prisma.raw(table)} x
    where x."workspaceId" = t."workspaceId" and x."id" = t.${Prisma.raw(`"${column}"`)})`;
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('segment', ${keyOf("segment", "segmentId")},
      'customer', (select c."publicId" from customer c where c."workspaceId" = t."workspaceId" and c."id" = t."customerId"),
      'touchpoint', ${keyOf("touchpoint", "touchpointId")}, 'channel', ${keyOf("channel", "channelId")},
      'department', ${keyOf("department", "departmentId")}, 'on', t."on", 'repeats', t."repeats",
      'purpose', t."purpose", 'feeling', t."feeling", 'who', t."who", 'words', t."words",
      'translations', t."translations", 'state', t."state", 'outcome', t."outcome", 'doneOn', t."doneOn") as state
    from planned_contact t
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

/** @throws AppError `invalid` field by field for a place or a customer that is not there */
async function dataOf(scope: Scope, state: PlannedState) {
  const { segment, customer, touchpoint, channel, department, on, doneOn, translations, ...rest } = state;
  const lookup = new Lookup();
  const segmentId = lookup.find(
    await resolveSegments(scope, [segment]),
    segment,
    "segment",
    "unknownSegment",
  );
  const person = lookup.find(await holdCustomers(scope, [customer]), customer, "customer", "unknownCustomer");
  const place = lookup.find(
    await resolveTouchpoints(scope, [touchpoint]),
    touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const channels = await resolveKeys(scope, "channel", [channel]);
  const channelId = lookup.find(channels, channel, "channel", "unknownChannel");
  const departments = await resolveKeys(scope, "department", [department]);
  const departmentId = lookup.find(departments, department, "department", "unknownDepartment");
  const refusal = lookup.refusal();
  if (refusal) throw refusal;
  return {
    ...rest,
    segmentId: segmentId ?? null,
    customerId: person?.id ?? null,
    touchpointId: place?.id ?? null,
    channelId: channelId ?? null,
    departmentId: departmentId ?? null,
    on: new Date(on),
    doneOn: doneOn === null ? null : new Date(doneOn),
    translations: translations ?? Prisma.DbNull,
  };
}

export async function create(
  scope: Scope,
  states: readonly { id?: string; state: PlannedState }[],
): Promise<Saved[]> {
  const made: Saved[] = [];
  // Copies of a series share everything that is looked up.
  const known = new Map<string, Awaited<ReturnType<typeof dataOf>>>();
  for (const { id, state } of states) {
    const { on, state: stands, outcome, doneOn, ...shared } = state;
    const key = JSON.stringify(shared);
    const data = known.get(key) ?? (await dataOf(scope, state));
    known.set(key, data);
    const row = await scope.db.plannedContact.create({
      data: {
        ...data,
        workspaceId: scope.workspaceId,
        ...(id ? { publicId: id } : {}),
        ...{ on: new Date(on), state: stands, outcome },
        doneOn: doneOn === null ? null : new Date(doneOn),
      },
    });
    made.push({ id: row.publicId, version: row.version });
  }
  return made;
}

export async function change(scope: Scope, id: string, state: PlannedState): Promise<Saved> {
  const data = await dataOf(scope, state);
  const [row] = await scope.db.plannedContact.updateManyAndReturn({
    where: { workspaceId: scope.workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}
