"use server";

import { defineAction } from "@/lib/doors/define-action";
import { addCustomer, editCustomer, setAttribute } from "./mutations/edit-customer";
import { addCustomerInput, editCustomerInput, setAttributeInput } from "./schema/edit-customer";

const can = "customers:write";

export const addCustomerAction = defineAction({
  can,
  input: addCustomerInput,
  run: addCustomer,
  afterwards: ({ data, admission }) => ({
    refresh: true,
    redirectTo: `/w/${admission.slug}/customers/${data.id}`,
  }),
});
export const editCustomerAction = defineAction({ can, input: editCustomerInput, run: editCustomer });
export const setAttributeAction = defineAction({ can, input: setAttributeInput, run: setAttribute });
