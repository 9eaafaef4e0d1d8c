import { z } from "zod";
import { dayField, momentField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { nameField, referenceField, textField } from "@/lib/fields/text";

export const directions = ["in", "out"] as const;

const fields = {
  externalId: nameField()
    .nullish()
    .meta({ description: "The name that your own system gives; letter by letter." }),
  customer: referenceField.optional(),
  touchpoint: nameField(60).nullish().meta({ description: "Key of the touchpoint." }),
  channel: nameField(60).nullish().meta({ description: "Key; left out, the touchpoint's own." }),
  at: momentField.optional(),
  direction: z.enum(directions).optional().meta({ description: "`in`: the customer came to us." }),
  planned: z.boolean().nullish(),
  by: textField(120).nullish().meta({ description: "Who of us it was." }),
  outcome: textField(200).nullish(),
  durationSeconds: z.int().min(0).max(10_000_000).nullish(),
  subject: textField(500).nullish(),
};

/** A contact as form, API and import hand one in. What is new needs customer, at, direction and a channel. */
export const contactInput = z.strictObject(fields).meta({
  id: "ContactInput",
  examples: [
    {
      externalId: "CALL-9",
      customer: "ext:C-1001",
      touchpoint: "fault-hotline",
      channel: "phone",
      at: "2026-01-31T10:00:00+01:00",
      direction: "in",
      durationSeconds: 312,
      outcome: "solved",
    },
  ],
});
export type ContactInput = z.output<typeof contactInput>;

export const postContactsInput = oneOrMany(contactInput);

export const contactNamed = z.strictObject({ id: nameField(210) });

export const changeContactInput = z
  .strictObject({ id: nameField(210), ...fields })
  .meta({ examples: [{ outcome: "call back" }] });
export type ChangeContactInput = z.output<typeof changeContactInput>;

export const listContactsInput = z.strictObject({
  ...pageFields,
  externalId: nameField().optional(),
  customer: referenceField.optional(),
  touchpoint: nameField(60).optional(),
  channel: nameField(60).optional(),
  direction: z.enum(directions).optional(),
  from: dayField.optional().meta({ description: "On this day or later." }),
  to: dayField.optional().meta({ description: "Before this day." }),
});
export type ListContactsInput = z.output<typeof listContactsInput>;

const text = z.string().nullable();

export const contactOut = z
  .strictObject({
    id: z.uuid(),
    externalId: text,
    customer: z.uuid().nullable(),
    touchpoint: text,
    channel: text,
    at: z.iso.datetime(),
    direction: z.enum(directions),
    planned: z.boolean().nullable(),
    by: text,
    outcome: text,
    durationSeconds: z.int().nullable(),
    subject: text,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Contact" });
export type ContactOut = z.output<typeof contactOut>;

export const contactPage = pageOf(contactOut);
export const savedContacts = savedOneOrMany(contactOut);
