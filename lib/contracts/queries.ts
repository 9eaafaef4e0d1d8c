import type { Scope } from "@/lib/auth/scope";
import { customerId, customerIdOf, withCustomer } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject, moneyText } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { namedBy } from "@/lib/db/named";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { ContractOut, ListContractsInput } from "./schema";

const shown = (currency: string): Shown => ({
  table: "contract",
  json: jsonObject({
    id: `t."publicId"`,
    externalId: `t."externalId"`,
    customer: customerId,
    plan: `t."plan"`,
    startedOn: `t."startedOn"`,
    endsOn: `t."endsOn"`,
    cancelledOn: `t."cancelledOn"`,
    withdrawnOn: `t."withdrawnOn"`,
    cancellationReason: `t."cancellationReason"`,
    involuntary: `t."involuntary"`,
    monthlyRevenue: moneyText(`t."monthlyRevenueMinor"`, currency),
    monthlyMargin: moneyText(`t."monthlyMarginMinor"`, currency),
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: withCustomer,
});

/** In force from the first through the last day; cancelled without an end it ends with the notice, unless that was taken back. */
const inForce = (
  day: string,
): Prisma.Sql => Prisma.sql`(t."startedOn" <= ${day}::date and ${day}::date <= coalesce(
  t."endsOn", case when t."withdrawnOn" is null then t."cancelledOn" end, 'infinity'::date))`;

export async function listContracts(
  scope: Scope,
  { externalId, customer, plan, on, ...page }: ListContractsInput,
): Promise<Page<ContractOut>> {
  const owner = customer === undefined ? null : await customerIdOf(scope, customer);
  return listPage<ContractOut>(scope, page, shown(scope.currency), [
    externalId === undefined ? null : Prisma.sql`t."externalId" = ${externalId}`,
    owner === null ? null : Prisma.sql`t."customerId" = ${owner}`,
    plan === undefined ? null : Prisma.sql`t."plan" = ${plan}`,
    on === undefined ? null : inForce(on),
  ]);
}

/** @throws AppError `notFound` */
export async function getContract(scope: Scope, { id }: { id: string }): Promise<ContractOut> {
  const found = await showRow<ContractOut>(scope, shown(scope.currency), namedBy(id));
  if (!found) throw notFound();
  return found;
}
