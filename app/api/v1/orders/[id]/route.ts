import { recordedChange, recordedDelete } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { changeOrder, deleteOrder } from "@/lib/orders/mutations/save-orders";
import { getOrder } from "@/lib/orders/queries";
import { changeOrderInput, orderNamed, orderOut } from "@/lib/orders/schema";

const path = "/orders/{id}";

export const GET = defineRoute({
  path,
  summary: "Read an order",
  can: "customers:read",
  input: orderNamed,
  output: orderOut,
  run: getOrder,
});

export const PATCH = defineRoute({
  path,
  summary: "Change an order",
  description: "What is left out is kept, null clears.",
  can: "orders:write",
  input: changeOrderInput,
  output: orderOut,
  run: recordedChange("order", changeOrder),
});

export const DELETE = defineRoute({
  path,
  summary: "Delete an order",
  can: "orders:write",
  input: orderNamed,
  statuses: [204],
  run: recordedDelete("order", deleteOrder),
});
