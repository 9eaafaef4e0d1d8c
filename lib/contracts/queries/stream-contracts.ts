import type { Scope } from "@/lib/auth/scope";
import { customersWanted } from "@/lib/customers/queries/list-customer-rows";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import type { LocalDay } from "@/lib/period/local-day";

export type ContractRow = {
  id: string;
  number: string | null;
  customer: string | null;
  customerNumber: string | null;
  plan: string;
  startedOn: LocalDay;
  endsOn: LocalDay | null;
  cancelledOn: LocalDay | null;
  withdrawnOn: LocalDay | null;
  reason: string | null;
  involuntary: boolean;
  revenueMinor: bigint;
  marginMinor: bigint | null;
};

/** The contracts of these customers (conditions on the customer `t`), the newest first. */
export const streamContractRows = (
  scope: Scope,
  conditions: readonly Prisma.Sql[],
): AsyncGenerator<ContractRow> =>
  streamRows<ContractRow>(
    scope,
    Prisma.sql`
    select k."publicId"::text as id, k."externalId" as number, t."name" as customer, t."externalId" as "customerNumber",
      k."plan", k."startedOn"::text as "startedOn", k."endsOn"::text as "endsOn", k."cancelledOn"::text as "cancelledOn",
      k."withdrawnOn"::text as "withdrawnOn", k."cancellationReason" as reason, k."involuntary",
      k."monthlyRevenueMinor" as "revenueMinor", k."monthlyMarginMinor" as "marginMinor"
    from contract k join customer t on t."workspaceId" = k."workspaceId" and t."id" = k."customerId"
    where k."workspaceId" = ${scope.workspaceId} and ${customersWanted(scope, conditions)}
    order by k."startedOn" desc, k."id" desc`,
  );
