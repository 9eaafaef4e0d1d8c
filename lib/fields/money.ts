import { z } from "zod";

/** Minor units beyond this are a mistake, and no number a program can add up exactly. */
const largest = 1_000_000_000_000_000;

/** An amount in minor units: 1299 EUR are 12.99 €. */
export const moneyField = z
  .strictObject({
    amount: z.int().min(-largest).max(largest),
    currency: z.string().regex(/^[A-Z]{3}$/, "unknownCurrency"),
  })
  .meta({
    id: "Money",
    description: "An amount in minor units of the workspace's currency.",
    examples: [{ amount: 1299, currency: "EUR" }],
  });

export type Money = z.output<typeof moneyField>;
