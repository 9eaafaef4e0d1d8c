import { recordedPost } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";
import { postOrders } from "@/lib/orders/mutations/save-orders";
import { listOrders } from "@/lib/orders/queries";
import { listOrdersInput, orderPage, postOrdersInput, savedOrders } from "@/lib/orders/schema";

export const GET = defineRoute({
  path: "/orders",
  summary: "List orders",
  can: "customers:read",
  input: listOrdersInput,
  output: orderPage,
  run: listOrders,
});

export const POST = defineRoute({
  path: "/orders",
  summary: "Create or update one or many orders",
  description:
    "In the answer `status` says what became of the request (`created`, `updated`, `unchanged`); the order's own status is read with GET.",
  can: "orders:write",
  input: postOrdersInput,
  output: savedOrders,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("order", postOrders),
});
