import { recordedPost } from "@/lib/audit/mutations";
import { postContracts } from "@/lib/contracts/mutations";
import { listContracts } from "@/lib/contracts/queries";
import { contractPage, listContractsInput, postContractsInput, savedContracts } from "@/lib/contracts/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/contracts",
  summary: "List contracts",
  can: "customers:read",
  input: listContractsInput,
  output: contractPage,
  run: listContracts,
});

export const POST = defineRoute({
  path: "/contracts",
  summary: "Create or update one or many contracts",
  can: "contracts:write",
  input: postContractsInput,
  output: savedContracts,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("contract", postContracts),
});
