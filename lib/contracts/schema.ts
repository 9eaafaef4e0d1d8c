import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { moneyField } from "@/lib/fields/money";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { nameField, referenceField, requiredText, textField } from "@/lib/fields/text";

const fields = {
  externalId: nameField()
    .nullish()
    .meta({ description: "The number that your own system gives; letter by letter." }),
  customer: referenceField.optional(),
  plan: requiredText(200).optional(),
  startedOn: dayField.optional(),
  endsOn: dayField.nullish().meta({ description: "The last day in force." }),
  cancelledOn: dayField.nullish().meta({ description: "The day on which the notice arrived." }),
  withdrawnOn: dayField.nullish().meta({
    description: "The notice was taken back on this day: `cancelledOn` stays, the contract goes on.",
  }),
  cancellationReason: textField(500).nullish(),
  involuntary: z.boolean().nullish(),
  monthlyRevenue: moneyField.optional(),
  monthlyMargin: moneyField.nullish(),
};

/** A contract as form, API and import hand one in. What is new needs customer, plan, startedOn and monthlyRevenue. */
export const contractInput = z.strictObject(fields).meta({
  id: "ContractInput",
  examples: [
    {
      externalId: "K-77",
      customer: "ext:C-1001",
      plan: "Fibre 250",
      startedOn: "2026-01-15",
      monthlyRevenue: { amount: 3990, currency: "EUR" },
    },
  ],
});
export type ContractInput = z.output<typeof contractInput>;

export const postContractsInput = oneOrMany(contractInput);

export const contractNamed = z.strictObject({ id: nameField(210) });

export const changeContractInput = z
  .strictObject({ id: nameField(210), ...fields })
  .meta({ examples: [{ cancelledOn: "2026-03-02", endsOn: "2026-06-30", cancellationReason: "moving" }] });
export type ChangeContractInput = z.output<typeof changeContractInput>;

export const listContractsInput = z.strictObject({
  ...pageFields,
  externalId: nameField().optional(),
  customer: referenceField.optional(),
  plan: nameField().optional(),
  on: dayField.optional().meta({ description: "In force on this day." }),
});
export type ListContractsInput = z.output<typeof listContractsInput>;

const day = z.iso.date().nullable();

export const contractOut = z
  .strictObject({
    id: z.uuid(),
    externalId: z.string().nullable(),
    customer: z.uuid().nullable(),
    plan: z.string(),
    startedOn: z.iso.date(),
    endsOn: day,
    cancelledOn: day,
    withdrawnOn: day,
    cancellationReason: z.string().nullable(),
    involuntary: z.boolean(),
    monthlyRevenue: moneyField,
    monthlyMargin: moneyField.nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Contract" });
export type ContractOut = z.output<typeof contractOut>;

export const contractPage = pageOf(contractOut);
export const savedContracts = savedOneOrMany(contractOut);
