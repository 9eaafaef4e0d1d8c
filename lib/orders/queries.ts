import type { Scope } from "@/lib/auth/scope";
import { customerId, customerIdOf, withCustomer } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject, moneyText } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { namedBy } from "@/lib/db/named";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { ListOrdersInput, OrderOut } from "./schema";

const lines = `coalesce((
  select json_agg(json_build_object('product', p."key", 'productGroup', g."key", 'quantity', l."quantity",
    'amount', l."amountMinor") order by l."position")
  from order_line l
  join product p on p."workspaceId" = l."workspaceId" and p."id" = l."productId"
  left join product_group g on g."workspaceId" = l."workspaceId" and g."id" = l."productGroupId"
  where l."workspaceId" = t."workspaceId" and l."orderId" = t."id"), '[]'::json)`;

const shown = (currency: string): Shown => ({
  table: "order",
  json: jsonObject({
    id: `t."publicId"`,
    externalId: `t."externalId"`,
    customer: customerId,
    orderedAt: instantText(`t."orderedAt"`),
    total: moneyText(`t."totalMinor"`, currency),
    margin: moneyText(`t."marginMinor"`, currency),
    status: `t."status"`,
    lines,
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: withCustomer,
});

export async function listOrders(
  scope: Scope,
  { externalId, customer, status, from, to, ...page }: ListOrdersInput,
): Promise<Page<OrderOut>> {
  const owner = customer === undefined ? null : await customerIdOf(scope, customer);
  return listPage<OrderOut>(scope, page, shown(scope.currency), [
    externalId === undefined ? null : Prisma.sql`t."externalId" = ${externalId}`,
    owner === null ? null : Prisma.sql`t."customerId" = ${owner}`,
    status === undefined ? null : Prisma.sql`t."status" = ${status}::"OrderStatus"`,
    from === undefined ? null : Prisma.sql`t."day" >= ${from}::date`,
    to === undefined ? null : Prisma.sql`t."day" < ${to}::date`,
  ]);
}

/** @throws AppError `notFound` */
export async function getOrder(scope: Scope, { id }: { id: string }): Promise<OrderOut> {
  const found = await showRow<OrderOut>(scope, shown(scope.currency), namedBy(id));
  if (!found) throw notFound();
  return found;
}
