"use server";

import { customerNamed } from "@/lib/customers/schema";
import { defineAction } from "@/lib/doors/define-action";
import { eraseCustomer } from "./mutations";

export const eraseCustomerAction = defineAction({
  can: "customers:erase",
  input: customerNamed,
  run: eraseCustomer,
  afterwards: ({ admission }) => ({ refresh: true, redirectTo: `/w/${admission.slug}/customers` }),
});
