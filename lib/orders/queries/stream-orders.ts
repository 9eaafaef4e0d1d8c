import type { Scope } from "@/lib/auth/scope";
import { customersWanted } from "@/lib/customers/queries/list-customer-rows";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";

export type OrderRow = {
  id: string;
  number: string | null;
  customer: string | null;
  customerNumber: string | null;
  orderedAt: Date;
  status: "completed" | "cancelled" | "returned";
  totalMinor: bigint;
  marginMinor: bigint | null;
  /** "2 × Router; 1 × Cable" */
  products: string | null;
};

/** The orders of these customers (conditions on the customer `t`), the newest first. */
export const streamOrderRows = (scope: Scope, conditions: readonly Prisma.Sql[]): AsyncGenerator<OrderRow> =>
  streamRows<OrderRow>(
    scope,
    Prisma.sql`
    select o."publicId"::text as id, o."externalId" as number, t."name" as customer, t."externalId" as "customerNumber",
      o."orderedAt", o."status", o."totalMinor", o."marginMinor", bought.products
    from "order" o join customer t on t."workspaceId" = o."workspaceId" and t."id" = o."customerId"
    left join lateral (
      select string_agg(l."quantity"::float8 || ' × ' || p."name", '; ' order by l."position") as products
      from order_line l join product p on p."workspaceId" = l."workspaceId" and p."id" = l."productId"
      where l."workspaceId" = o."workspaceId" and l."orderId" = o."id") bought on true
    where o."workspaceId" = ${scope.workspaceId} and ${customersWanted(scope, conditions)}
    order by o."day" desc, o."id" desc`,
  );
