import { z } from "zod";
import { dayField, momentField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { moneyField } from "@/lib/fields/money";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { nameField, referenceField } from "@/lib/fields/text";

export const orderStatuses = ["completed", "cancelled", "returned"] as const;

const lineInput = z.strictObject({
  product: nameField(200).meta({ description: "Your name of the product; a new one is added." }),
  productGroup: nameField(60).nullish().meta({ description: "Key of the group; a new one is added." }),
  quantity: z
    .number()
    .min(-999_999_999)
    .max(999_999_999)
    .refine((value) => Number(value.toFixed(4)) === value, "fourDecimals"),
  amount: z
    .union([moneyField.shape.amount, moneyField])
    .meta({ description: "Of the whole line, in minor units; also as an amount with its currency." }),
});

const fields = {
  externalId: nameField()
    .nullish()
    .meta({ description: "The number that your own system gives; letter by letter." }),
  customer: referenceField.optional(),
  orderedAt: momentField.optional(),
  total: moneyField.optional(),
  margin: moneyField.nullish(),
  status: z.enum(orderStatuses).optional().meta({ description: "`completed` unless said otherwise." }),
  lines: z.array(lineInput).max(500).nullish().meta({ description: "Replace those there are." }),
};

/** An order as form, API and import hand one in. What is new needs customer, orderedAt and total. */
export const orderInput = z.strictObject(fields).meta({
  id: "OrderInput",
  examples: [
    {
      externalId: "O-2026-0042",
      customer: "ext:C-1001",
      orderedAt: "2026-01-31T10:00:00+01:00",
      total: { amount: 4990, currency: "EUR" },
      lines: [{ product: "router-ax", productGroup: "devices", quantity: 1, amount: 4990 }],
    },
  ],
});
export type OrderInput = z.output<typeof orderInput>;

export const postOrdersInput = oneOrMany(orderInput);

export const orderNamed = z.strictObject({ id: nameField(210) });

export const changeOrderInput = z
  .strictObject({ id: nameField(210), ...fields })
  .meta({ examples: [{ status: "returned" }] });
export type ChangeOrderInput = z.output<typeof changeOrderInput>;

export const listOrdersInput = z.strictObject({
  ...pageFields,
  externalId: nameField().optional(),
  customer: referenceField.optional(),
  status: z.enum(orderStatuses).optional(),
  from: dayField.optional().meta({ description: "Ordered on this day or later." }),
  to: dayField.optional().meta({ description: "Ordered before this day." }),
});
export type ListOrdersInput = z.output<typeof listOrdersInput>;

export const orderOut = z
  .strictObject({
    id: z.uuid(),
    externalId: z.string().nullable(),
    customer: z.uuid().nullable(),
    orderedAt: z.iso.datetime(),
    total: moneyField,
    margin: moneyField.nullable(),
    status: z.enum(orderStatuses),
    lines: z.array(
      z.strictObject({
        product: z.string(),
        productGroup: z.string().nullable(),
        quantity: z.number(),
        amount: z.int(),
      }),
    ),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Order" });
export type OrderOut = z.output<typeof orderOut>;

export const orderPage = pageOf(orderOut);
/** Here `status` says what became of the request; the order's own status is read with GET. */
export const savedOrders = savedOneOrMany(orderOut);
