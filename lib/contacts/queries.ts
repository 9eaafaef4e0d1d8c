import type { Scope } from "@/lib/auth/scope";
import { customerId, customerIdOf, withCustomer } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { namedBy } from "@/lib/db/named";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { ContactOut, ListContactsInput } from "./schema";

const shown: Shown = {
  table: "contact",
  json: jsonObject({
    id: `t."publicId"`,
    externalId: `t."externalId"`,
    customer: customerId,
    touchpoint: `touchpoint."key"`,
    channel: `channel."key"`,
    at: instantText(`t."at"`),
    direction: `t."direction"`,
    planned: `t."planned"`,
    by: `t."by"`,
    outcome: `t."outcome"`,
    durationSeconds: `t."durationSeconds"`,
    subject: `t."subject"`,
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: Prisma.sql`${withCustomer}
    left join touchpoint on touchpoint."workspaceId" = t."workspaceId" and touchpoint."id" = t."touchpointId"
    left join channel on channel."workspaceId" = t."workspaceId" and channel."id" = t."channelId"`,
};

export async function listContacts(
  scope: Scope,
  { externalId, customer, touchpoint, channel, direction, from, to, ...page }: ListContactsInput,
): Promise<Page<ContactOut>> {
  const owner = customer === undefined ? null : await customerIdOf(scope, customer);
  return listPage<ContactOut>(scope, page, shown, [
    externalId === undefined ? null : Prisma.sql`t."externalId" = ${externalId}`,
    owner === null ? null : Prisma.sql`t."customerId" = ${owner}`,
    touchpoint === undefined ? null : Prisma.sql`touchpoint."key" = ${touchpoint}`,
    channel === undefined ? null : Prisma.sql`channel."key" = ${channel}`,
    direction === undefined ? null : Prisma.sql`t."direction" = ${direction}::"Direction"`,
    from === undefined ? null : Prisma.sql`t."day" >= ${from}::date`,
    to === undefined ? null : Prisma.sql`t."day" < ${to}::date`,
  ]);
}

/** @throws AppError `notFound` */
export async function getContact(scope: Scope, { id }: { id: string }): Promise<ContactOut> {
  const found = await showRow<ContactOut>(scope, shown, namedBy(id));
  if (!found) throw notFound();
  return found;
}
