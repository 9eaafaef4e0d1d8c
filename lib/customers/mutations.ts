import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { externalIdOf, namedBy } from "@/lib/db/named";
import { changeRow, type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { notFound } from "@/lib/errors/app-error";
import { Lookup } from "@/lib/fields/refusals";
import { getCustomer, holdCustomers, type NamedCustomer } from "./queries";
import { type CustomerState, changedCustomer } from "./rules";
import { type ChangeCustomerInput, type CustomerFields, type CustomerOut, customerInput } from "./schema";

const customers: RowTable<CustomerState> = {
  table: "customer",
  key: ["externalId"],
  columns: {
    externalId: "text",
    kind: `"CustomerKind"`,
    companyId: "int",
    name: "text",
    email: "text",
    phone: "text",
    phoneDigits: "text",
    language: "text",
    country: "text",
    joinedOn: "date",
    attributes: "jsonb",
  },
  versioned: true,
};

/** Companies that people of the same request belong to are saved before them, wherever they stand in it. */
export async function saveCustomers(scope: Scope, inputs: readonly CustomerFields[]): Promise<Saved[]> {
  const isFirst = firstOnes(inputs);
  const first = await saveGroup(scope, inputs.filter(isFirst));
  const rest = await saveGroup(
    scope,
    inputs.filter((said) => !isFirst(said)),
  );
  return inputs.map((said) => {
    const saved = (isFirst(said) ? first : rest).shift();
    if (!saved) throw new Error("A customer without an outcome.");
    return saved;
  });
}

/** Those that others name as their company, and that do not themselves wait for one of the same request. */
function firstOnes(inputs: readonly CustomerFields[]): (said: CustomerFields) => boolean {
  const here = new Set(inputs.flatMap(({ externalId }) => externalId ?? []));
  const companyHere = ({ company }: CustomerFields) => {
    const name = company ? externalIdOf(company) : null;
    return name !== null && here.has(name) ? name : null;
  };
  const named = new Set(inputs.map(companyHere));
  for (const said of inputs) if (said.externalId && companyHere(said) !== null) named.delete(said.externalId);
  return ({ externalId }) => Boolean(externalId && named.has(externalId));
}

async function saveGroup(scope: Scope, inputs: readonly CustomerFields[]): Promise<Saved[]> {
  if (inputs.length === 0) return [];
  const companies = await holdCustomers(
    scope,
    inputs.map(({ company }) => company),
  );
  return saveRows(
    scope,
    customers,
    inputs.map((said) => ({
      key: said.externalId ? [said.externalId] : null,
      change: (before) => changed(before, said, companies),
    })),
  );
}

function changed(
  before: CustomerState | null,
  said: CustomerFields,
  companies: ReadonlyMap<string, NamedCustomer>,
) {
  const lookup = new Lookup();
  const company = lookup.find(companies, said.company, "company", "unknownCustomer");
  if (company && company.kind !== "company") lookup.refuse("company", "notACompany");
  return (
    lookup.refusal() ??
    changedCustomer(before, said, company === undefined ? undefined : (company?.id ?? null))
  );
}

export const postCustomers = postOneOrMany({ item: customerInput, save: saveCustomers, get: getCustomer });

/** @throws AppError `notFound`, `invalid`, or `conflict` for an external id that somebody else has */
export async function changeCustomer(
  scope: Scope,
  { id, ...said }: ChangeCustomerInput,
): Promise<CustomerOut> {
  const which = namedBy(id);
  if (!which) throw notFound();
  const companies = await holdCustomers(scope, [said.company]);
  const saved = await changeRow(scope, customers, Prisma.sql`${which} and t."erasedAt" is null`, (before) =>
    changed(before, said, companies),
  );
  if (!saved) throw notFound();
  return getCustomer(scope, saved);
}
