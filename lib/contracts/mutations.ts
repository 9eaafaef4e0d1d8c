import type { Scope } from "@/lib/auth/scope";
import { holdCustomers } from "@/lib/customers/queries";
import { namedBy } from "@/lib/db/named";
import { changeRow, deleteRow, type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { notFound } from "@/lib/errors/app-error";
import { Lookup } from "@/lib/fields/refusals";
import { getContract } from "./queries";
import { type ContractState, changedContract, judgeAmounts } from "./rules";
import { type ChangeContractInput, type ContractInput, type ContractOut, contractInput } from "./schema";

const contracts: RowTable<ContractState> = {
  table: "contract",
  key: ["externalId"],
  columns: {
    externalId: "text",
    customerId: "int",
    plan: "text",
    startedOn: "date",
    endsOn: "date",
    cancelledOn: "date",
    withdrawnOn: "date",
    cancellationReason: "text",
    involuntary: "boolean",
    monthlyRevenueMinor: "bigint",
    monthlyMarginMinor: "bigint",
  },
};

export async function saveContracts(scope: Scope, inputs: readonly ContractInput[]): Promise<Saved[]> {
  const change = await findNamed(scope, inputs);
  return saveRows(
    scope,
    contracts,
    inputs.map((said) => ({
      key: said.externalId ? [said.externalId] : null,
      change: (before) => change(before, said),
    })),
  );
}

export const postContracts = postOneOrMany({ item: contractInput, save: saveContracts, get: getContract });

/** @throws AppError `notFound`, `invalid`, or `conflict` for an external id that another contract has */
export async function changeContract(
  scope: Scope,
  { id, ...said }: ChangeContractInput,
): Promise<ContractOut> {
  const which = namedBy(id);
  if (!which) throw notFound();
  const change = await findNamed(scope, [said]);
  const saved = await changeRow(scope, contracts, which, (before) => change(before, said));
  if (!saved) throw notFound();
  return getContract(scope, saved);
}

/** @throws AppError `notFound` */
export async function deleteContract(scope: Scope, { id }: { id: string }): Promise<void> {
  if (!(await deleteRow(scope, contracts, namedBy(id)))) throw notFound();
}

async function findNamed(scope: Scope, inputs: readonly ContractInput[]) {
  const customers = await holdCustomers(
    scope,
    inputs.map(({ customer }) => customer),
  );
  return (before: ContractState | null, said: ContractInput) => {
    const lookup = new Lookup();
    const customer = lookup.find(customers, said.customer, "customer", "unknownCustomer");
    judgeAmounts(lookup, said, scope.currency);
    return lookup.refusal() ?? changedContract(before, said, customer?.id);
  };
}
