import type { Scope } from "@/lib/auth/scope";
import { getCustomer } from "@/lib/customers/queries";
import { type FoundCustomer, searchCustomers } from "@/lib/customers/queries/search-customers";
import { AppError } from "@/lib/errors/app-error";

/** A customer as far as an agent needs it to be sure who calls. */
export type Caller = { id: string; label: string; detail: string };

/** As many as fit below the field; another letter helps more than a longer list. */
const mostShown = 8;

export async function findCallers(scope: Scope, { q }: { q: string }): Promise<Caller[]> {
  return (await searchCustomers(scope, { q, limit: mostShown })).map(callerOf);
}

/** Null for an address that names nobody any more: the form opens all the same. */
export async function getCaller(scope: Scope, id: string): Promise<Caller | null> {
  const found = await getCustomer(scope, { id }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "notFound") return null;
    throw error;
  });
  return found && callerOf({ ...found, company: null });
}

function callerOf({ id, externalId, name, company, email, phone }: Omit<FoundCustomer, "kind">): Caller {
  const [label = "–", ...rest] = [name, company, externalId, phone, email].filter((one) => one !== null);
  return { id, label, detail: rest.join(" · ") };
}
