import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { externalIdOf, isPublicId, namedBy } from "@/lib/db/named";
import { AppError, notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import { phoneDigits } from "./rules";
import type { CustomerOut, ListCustomersInput } from "./schema";

/** A customer as other tables name them; an erased one is nobody. `c` is the alias of the joined customer. */
export const customerId = `case when c."erasedAt" is null then c."publicId" end`;
export const withCustomer = Prisma.sql`left join customer c on c."workspaceId" = t."workspaceId" and c."id" = t."customerId"`;

const shown: Shown = {
  table: "customer",
  json: jsonObject({
    id: `t."publicId"`,
    externalId: `t."externalId"`,
    kind: `t."kind"`,
    company: `case when c."erasedAt" is null then c."publicId" end`,
    name: `t."name"`,
    email: `t."email"`,
    phone: `t."phone"`,
    language: `t."language"`,
    country: `t."country"`,
    joinedOn: `t."joinedOn"`,
    attributes: `t."attributes"`,
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: Prisma.sql`left join customer c on c."workspaceId" = t."workspaceId" and c."id" = t."companyId"`,
};

const present = Prisma.sql`t."erasedAt" is null`;

export async function listCustomers(
  scope: Scope,
  { externalId, email, phone, kind, company, ...page }: ListCustomersInput,
): Promise<Page<CustomerOut>> {
  const companyId = company === undefined ? null : await customerIdOf(scope, company, "company");
  return listPage<CustomerOut>(scope, page, shown, [
    present,
    externalId === undefined ? null : Prisma.sql`t."externalId" = ${externalId}`,
    email === undefined ? null : Prisma.sql`t."email" = ${email}`,
    phone === undefined ? null : Prisma.sql`t."phoneDigits" = ${phoneDigits(phone) ?? ""}`,
    kind === undefined ? null : Prisma.sql`t."kind" = ${kind}::"CustomerKind"`,
    companyId === null ? null : Prisma.sql`t."companyId" = ${companyId}`,
  ]);
}

/** @throws AppError `notFound` */
export async function getCustomer(scope: Scope, { id }: { id: string }): Promise<CustomerOut> {
  const which = namedBy(id);
  const found = await showRow<CustomerOut>(scope, shown, which && Prisma.sql`${which} and ${present}`);
  if (!found) throw notFound();
  return found;
}

/**
 * Inner ids of customers named as the API names them: by public id or by `ext:<externalId>`. Unknown names are missing
 * from the map; so are those of another workspace and of people who were erased.
 */
export async function resolveCustomers(
  scope: Scope,
  names: Iterable<string | null | undefined>,
): Promise<Map<string, number>> {
  const found = await findCustomers(scope, names, Prisma.empty);
  return new Map([...found].map(([name, { id }]) => [name, id]));
}

export type NamedCustomer = { id: number; kind: "person" | "company" };

/**
 * The same for what is written about them. They are held until the end of the transaction: nobody is erased between
 * our look and our write, which would leave a trace behind.
 */
export const holdCustomers = (
  scope: Scope,
  names: Iterable<string | null | undefined>,
): Promise<Map<string, NamedCustomer>> => findCustomers(scope, names, Prisma.sql`for key share`);

async function findCustomers(
  scope: Scope,
  names: Iterable<string | null | undefined>,
  hold: Prisma.Sql,
): Promise<Map<string, NamedCustomer>> {
  const wanted = [...new Set(names)].filter((name) => typeof name === "string");
  if (wanted.length === 0) return new Map();
  const publicIds = wanted.filter(isPublicId);
  const externalIds = wanted.map(externalIdOf).filter((one) => one !== null);
  const rows = await scope.db.$queryRaw<
    (NamedCustomer & { publicId: string; externalId: string | null })[]
  >(Prisma.sql`
    select "id", "kind", "publicId"::text as "publicId", "externalId" from customer
    where "workspaceId" = ${scope.workspaceId} and "erasedAt" is null
      and ("publicId" = any(${publicIds}::uuid[]) or "externalId" = any(${externalIds}::text[]))
    order by "id" ${hold}`);
  const found = new Map<string, NamedCustomer>();
  for (const { publicId, externalId, ...row } of rows) {
    found.set(publicId, row);
    if (externalId !== null) found.set(`ext:${externalId}`, row);
  }
  return new Map(
    wanted.flatMap((name) => {
      const row = found.get(isPublicId(name) ? name.toLowerCase() : name);
      return row === undefined ? [] : [[name, row] as const];
    }),
  );
}

/** The inner id behind a filter. @throws AppError `invalid`: a filter is never silently ignored */
export async function customerIdOf(scope: Scope, name: string, field = "customer"): Promise<number> {
  const id = (await resolveCustomers(scope, [name])).get(name);
  if (id === undefined) throw new AppError("invalid", undefined, { fields: { [field]: "unknownCustomer" } });
  return id;
}
