import { recordedChange, recordedDelete } from "@/lib/audit/mutations";
import { changeContract, deleteContract } from "@/lib/contracts/mutations";
import { getContract } from "@/lib/contracts/queries";
import { changeContractInput, contractNamed, contractOut } from "@/lib/contracts/schema";
import { defineRoute } from "@/lib/doors/define-route";

const path = "/contracts/{id}";

export const GET = defineRoute({
  path,
  summary: "Read a contract",
  can: "customers:read",
  input: contractNamed,
  output: contractOut,
  run: getContract,
});

export const PATCH = defineRoute({
  path,
  summary: "Change a contract",
  description: "What is left out is kept, null clears.",
  can: "contracts:write",
  input: changeContractInput,
  output: contractOut,
  run: recordedChange("contract", changeContract),
});

export const DELETE = defineRoute({
  path,
  summary: "Delete a contract",
  can: "contracts:write",
  input: contractNamed,
  statuses: [204],
  run: recordedDelete("contract", deleteContract),
});
