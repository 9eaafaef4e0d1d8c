import type { Scope } from "@/lib/auth/scope";
import { customersMeant } from "@/lib/customers/queries/search-customers";
import { Prisma } from "@/lib/db/generated/client";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import { customerSet } from "@/lib/retention/queries/customer-set";
import { resolveCustomerFilter } from "@/lib/retention/queries/resolve-customer-filter";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import type { CustomerListInput } from "../schema/customer-pages";

/** Every filter is a condition on the customer `t`. @throws AppError `invalid` for a name that does not exist */
export async function customerConditions(
  scope: Scope,
  input: CustomerListInput,
  today: LocalDay,
): Promise<Prisma.Sql[]> {
  const id = Prisma.sql`t."id"`;
  const set = await customerSet(scope, input);
  const names = await resolveCustomerFilter(scope, { plan: input.plan, phase: input.phase });
  const state = await customerSet(scope, stateAsSet(input.state, today));
  return [
    set?.(id),
    state?.(id),
    input.q ? Prisma.sql`t."id" in (select "id" from ${customersMeant(input.q, null)})` : null,
    input.kind ? Prisma.sql`t."kind" = ${input.kind}::"CustomerKind"` : null,
    input.segment ? (await segmentCondition(scope, input.segment))(id) : null,
    names.phase ? inPhase(scope, names.phase, today) : null,
    names.plan ? withPlan(scope, names.plan, today) : null,
    input.state === "noticed" ? noticed(scope, today) : null,
    input.joined ? joinedWithin(input.joined, today) : null,
    input.contact ? lastContact(scope, input.contact, today) : null,
    ...(input.attribute ?? []).map(attributeIs),
  ].filter((one) => one !== null && one !== undefined);
}

/** Active today, or active once and no longer: as the retention rules say it. */
const stateAsSet = (state: CustomerListInput["state"], today: LocalDay) => ({
  set: state === "active" ? ("start" as const) : state === "left" ? ("gone" as const) : undefined,
  "set.from": addDays(today, 1),
  "set.to": addDays(today, 2),
});

/** Whose latest move led into one of these phases. */
const inPhase = ({ workspaceId }: Scope, ids: readonly number[], today: LocalDay) => Prisma.sql`t."id" in (
  select m."customerId" from phase_move m
  where m."workspaceId" = ${workspaceId} and m."phaseId" = any(${[...ids]}::int[]) and m."day" <= ${today}::date
    and not exists (
      select 1 from phase_move l
      where l."workspaceId" = ${workspaceId} and l."customerId" = m."customerId" and l."day" <= ${today}::date
        and (l."at", l."id") > (m."at", m."id")))`;

const inForce = (today: LocalDay) => Prisma.sql`k."startedOn" <= ${today}::date
  and (case when k."withdrawnOn" >= k."cancelledOn" then null else coalesce(k."endsOn", k."cancelledOn") end
    >= ${today}::date) is not false`;

const withPlan = ({ workspaceId }: Scope, plans: readonly string[], today: LocalDay) => Prisma.sql`t."id" in (
  select k."customerId" from contract k
  where k."workspaceId" = ${workspaceId} and k."plan" = any(${[...plans]}::text[]) and ${inForce(today)})`;

/** Cancelled, still active: the window for winning somebody back. */
const noticed = ({ workspaceId }: Scope, today: LocalDay) => Prisma.sql`t."id" in (
  select k."customerId" from contract k
  where k."workspaceId" = ${workspaceId} and k."cancelledOn" <= ${today}::date
    and (k."withdrawnOn" >= k."cancelledOn") is not true and ${inForce(today)})`;

type Span = NonNullable<CustomerListInput["joined"]>;

function joinedWithin(span: Span, today: LocalDay): Prisma.Sql {
  if (span === "never") return Prisma.sql`t."joinedOn" is null`;
  if (span === "longer") return Prisma.sql`t."joinedOn" <= ${addDays(today, -365)}::date`;
  return Prisma.sql`t."joinedOn" > ${addDays(today, -Number(span))}::date`;
}

function lastContact({ workspaceId }: Scope, span: Span, today: LocalDay): Prisma.Sql {
  const since = (day: LocalDay | null) => Prisma.sql`exists (
    select 1 from contact n where n."workspaceId" = ${workspaceId} and n."customerId" = t."id"
      ${day ? Prisma.sql`and n."day" > ${day}::date` : Prisma.empty})`;
  if (span === "never") return Prisma.sql`not ${since(null)}`;
  const year = addDays(today, -365);
  if (span === "longer") return Prisma.sql`${since(null)} and not ${since(year)}`;
  return since(addDays(today, -Number(span)));
}

/** `key:value`, as the list's own links write it. */
function attributeIs(said: string): Prisma.Sql {
  const [key = "", ...value] = said.split(":");
  return Prisma.sql`t."attributes" ->> ${key} = ${value.join(":")}`;
}
