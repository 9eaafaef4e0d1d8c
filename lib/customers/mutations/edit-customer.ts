import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localeOf } from "@/lib/doors/open-door";
import { AppError, notFound } from "@/lib/errors/app-error";
import type { Attributes } from "@/lib/fields/attributes";
import { translator } from "@/lib/language/translator";
import { changeCustomer, saveCustomers } from "../mutations";
import { getCustomer } from "../queries";
import type { CustomerOut } from "../schema";
import type { AddCustomerInput, EditCustomerInput, SetAttributeInput } from "../schema/edit-customer";

/** @throws AppError `conflict` for a customer number that somebody else has */
export async function addCustomer(scope: Scope, said: AddCustomerInput): Promise<{ id: string }> {
  if (said.externalId) await refuseTaken(scope, said.externalId);
  const [saved] = await saveCustomers(scope, [said]);
  if (!saved) throw new Error("A customer without an outcome.");
  if (saved instanceof AppError) throw saved;
  await writeAudit(scope, "customer.create", saved.id);
  return { id: saved.id };
}

/** In a form, a number that exists already is somebody else and not the one that was meant. */
async function refuseTaken(scope: Scope, externalId: string): Promise<void> {
  const taken = await scope.db.customer.findFirst({
    where: { workspaceId: scope.workspaceId, externalId },
    select: { id: true },
  });
  if (taken) throw new AppError("conflict", "externalIdTaken", { fields: { externalId: "externalIdTaken" } });
}

const editedFields = [
  "kind",
  "name",
  "email",
  "phone",
  "externalId",
  "language",
  "country",
  "joinedOn",
] as const;

/**
 * A form's change of a customer. @returns what its undo needs: the same form with the values from before
 * @throws AppError `conflict` where somebody else has changed the customer since the form was opened, with what it says now
 */
export async function editCustomer(
  scope: Scope,
  { id, version, ...said }: EditCustomerInput,
): Promise<Record<string, string | number>> {
  const before = await holdVersion(scope, id, version, said);
  await changeCustomer(scope, { id, ...said });
  // Names of fields only: the log outlives the erasing of a person.
  const fields = editedFields.filter((field) => (before[field] ?? "") !== (said[field] ?? ""));
  if (fields.length > 0) await writeAudit(scope, "customer.change", id, { fields });
  const old = Object.fromEntries(editedFields.map((field) => [field, before[field] ?? ""]));
  return { ...old, id, version: await versionOf(scope, id) };
}

/** The same for one free attribute. */
export async function setAttribute(
  scope: Scope,
  { id, version, key, value }: SetAttributeInput,
): Promise<Record<string, string | number>> {
  const before = await holdVersion(scope, id, version, {});
  await changeCustomer(scope, {
    id,
    attributes: { [key]: value === "" ? null : typed(value, before.attributes[key]) },
  });
  await writeAudit(scope, "customer.change", id, { fields: [`attributes.${key}`] });
  return { id, key, value: String(before.attributes[key] ?? ""), version: await versionOf(scope, id) };
}

/** A number stays a number and a flag a flag; what is new is a text. */
function typed(value: string, before: Attributes[string] | undefined): Attributes[string] {
  if (typeof before === "number" && value.trim() !== "" && Number.isFinite(Number(value)))
    return Number(value);
  if (typeof before === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}

async function versionOf({ db, workspaceId }: Scope, id: string): Promise<number> {
  const [row] = await db.$queryRaw<{ version: number }[]>(Prisma.sql`
    select "version" from customer
    where "workspaceId" = ${workspaceId} and "publicId" = ${id}::uuid and "erasedAt" is null for update`);
  if (!row) throw notFound();
  return row.version;
}

async function holdVersion(
  scope: Scope,
  id: string,
  version: number,
  said: Partial<Omit<EditCustomerInput, "id" | "version">>,
): Promise<CustomerOut> {
  const current = await versionOf(scope, id);
  const now = await getCustomer(scope, { id });
  if (current === version) return now;
  const t = translator(localeOf(scope), "customers");
  const others = editedFields.filter((field) => field in said && (now[field] ?? "") !== (said[field] ?? ""));
  const what = others.map((field) => `${t(`columns.${field}`)}: ${now[field] ?? "–"}`).join("; ");
  throw new AppError("conflict", what === "" ? "changedMeanwhile" : "customerChanged", { values: { what } });
}
