import { recordedPost } from "@/lib/audit/mutations";
import { postCustomers } from "@/lib/customers/mutations";
import { listCustomers } from "@/lib/customers/queries";
import { customerPage, listCustomersInput, postCustomersInput, savedCustomers } from "@/lib/customers/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/customers",
  summary: "List customers",
  can: "customers:read",
  input: listCustomersInput,
  output: customerPage,
  run: listCustomers,
});

export const POST = defineRoute({
  path: "/customers",
  summary: "Create or update one or many customers",
  can: "customers:write",
  input: postCustomersInput,
  output: savedCustomers,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("customer", postCustomers),
});
