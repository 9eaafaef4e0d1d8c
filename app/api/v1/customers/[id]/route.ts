import { recordedChange } from "@/lib/audit/mutations";
import { changeCustomer } from "@/lib/customers/mutations";
import { getCustomer } from "@/lib/customers/queries";
import { changeCustomerInput, customerNamed, customerOut } from "@/lib/customers/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { eraseCustomer } from "@/lib/privacy/mutations";
import { eraseCustomerInput } from "@/lib/privacy/schema";

const path = "/customers/{id}";

export const GET = defineRoute({
  path,
  summary: "Read a customer",
  can: "customers:read",
  input: customerNamed,
  output: customerOut,
  run: getCustomer,
});

export const PATCH = defineRoute({
  path,
  summary: "Change a customer",
  description: "What is left out is kept, null clears.",
  can: "customers:write",
  input: changeCustomerInput,
  output: customerOut,
  run: recordedChange("customer", changeCustomer),
});

export const DELETE = defineRoute({
  path,
  summary: "Erase a customer",
  description:
    "The person is erased for good: names, addresses, attributes and free text. Counts stay, and their feedback becomes anonymous.",
  can: "customers:erase",
  input: eraseCustomerInput,
  statuses: [204],
  run: eraseCustomer,
});
