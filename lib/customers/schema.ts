import { z } from "zod";
import { attributesField, attributesOut } from "@/lib/fields/attributes";
import { dayField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import {
  cleanText,
  countryField,
  languageField,
  nameField,
  referenceField,
  textField,
} from "@/lib/fields/text";

export const customerKinds = ["person", "company"] as const;

/** Addresses are compared without regard to case, so they are kept in one. */
export const emailField = z
  .string()
  .overwrite((text) => cleanText(text).toLowerCase())
  .max(254)
  .refine((text) => text === "" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), "notAnEmail")
  .meta({ format: "email" });

const fields = {
  externalId: nameField()
    .nullish()
    .meta({ description: "The name that your own system gives; letter by letter." }),
  kind: z.enum(customerKinds).optional().meta({ description: "`person` unless said otherwise." }),
  company: referenceField.nullish().meta({ description: "Of a person: the company, by id or `ext:`." }),
  name: textField(200).nullish(),
  email: emailField.nullish(),
  phone: textField(50).nullish().meta({ description: "As it is written; it is found in any form." }),
  language: languageField.nullish(),
  country: countryField.nullish().meta({ description: "ISO 3166, two letters." }),
  joinedOn: dayField.nullish(),
  attributes: attributesField.nullish().meta({
    description: "Merged into those there are; null removes one. A date is a text like 2026-01-31.",
  }),
};

const customerFields = z.strictObject(fields);
export type CustomerFields = z.output<typeof customerFields>;

/** A customer as form, API and import hand one in; they may exist without a purchase. */
export const customerInput = customerFields
  .refine(
    ({ externalId, name, email, phone }) => Boolean(externalId || name || email || phone),
    "customerNameless",
  )
  .meta({
    id: "CustomerInput",
    examples: [
      {
        externalId: "C-1001",
        kind: "person",
        name: "Ada Brandt",
        email: "ada@example.com",
        joinedOn: "2026-01-15",
        attributes: { tariff: "Fibre 250", householdSize: 3 },
      },
    ],
  });

export const postCustomersInput = oneOrMany(customerInput);

/** An id, or `ext:` and your own. */
export const customerNamed = z.strictObject({ id: nameField(210) });

export const changeCustomerInput = z
  .strictObject({ id: nameField(210), ...fields })
  .meta({ examples: [{ phone: "+49 30 1234567", attributes: { tariff: null } }] });
export type ChangeCustomerInput = z.output<typeof changeCustomerInput>;

export const listCustomersInput = z.strictObject({
  ...pageFields,
  externalId: nameField().optional(),
  email: emailField.optional(),
  phone: nameField(50).optional().meta({ description: "In whatever form it is written." }),
  kind: z.enum(customerKinds).optional(),
  company: referenceField.optional().meta({ description: "People of this company." }),
});
export type ListCustomersInput = z.output<typeof listCustomersInput>;

/** What somebody remembers of a customer: part of a name, an address, a number. */
export const searchCustomersInput = z.object({
  q: textField(200),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type SearchCustomersInput = z.output<typeof searchCustomersInput>;

const text = z.string().nullable();

export const customerOut = z
  .strictObject({
    id: z.uuid(),
    externalId: text,
    kind: z.enum(customerKinds),
    company: z.uuid().nullable(),
    name: text,
    email: text,
    phone: text,
    language: text,
    country: text,
    joinedOn: z.iso.date().nullable(),
    attributes: attributesOut,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Customer" });
export type CustomerOut = z.output<typeof customerOut>;

export const customerPage = pageOf(customerOut);
export const savedCustomers = savedOneOrMany(customerOut);
