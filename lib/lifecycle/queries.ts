import type { Scope } from "@/lib/auth/scope";
import { customerId, customerIdOf, withCustomer } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { ListPhaseMovesInput, PhaseMoveOut } from "./schema";

const shown: Shown = {
  table: "phase_move",
  json: jsonObject({
    id: `t."publicId"`,
    customer: customerId,
    phase: `phase."key"`,
    at: instantText(`t."at"`),
    reason: `t."reason"`,
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: Prisma.sql`${withCustomer}
    join phase on phase."workspaceId" = t."workspaceId" and phase."id" = t."phaseId"`,
};

export async function listPhaseMoves(
  scope: Scope,
  { customer, phase, from, to, ...page }: ListPhaseMovesInput,
): Promise<Page<PhaseMoveOut>> {
  const owner = customer === undefined ? null : await customerIdOf(scope, customer);
  return listPage<PhaseMoveOut>(scope, page, shown, [
    owner === null ? null : Prisma.sql`t."customerId" = ${owner}`,
    phase === undefined ? null : Prisma.sql`phase."key" = ${phase}`,
    from === undefined ? null : Prisma.sql`t."day" >= ${from}::date`,
    to === undefined ? null : Prisma.sql`t."day" < ${to}::date`,
  ]);
}

/** @throws AppError `notFound` */
export async function getPhaseMove(scope: Scope, { id }: { id: string }): Promise<PhaseMoveOut> {
  const found = await showRow<PhaseMoveOut>(scope, shown, Prisma.sql`t."publicId" = ${id}::uuid`);
  if (!found) throw notFound();
  return found;
}
