import { z } from "zod";
import { namesField } from "@/lib/fields/form";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { keyField, nameField, requiredText } from "@/lib/fields/text";

/** How far the work on a touchpoint has come. */
export const touchpointStates = ["listed", "analysed", "optimised", "controlled", "aligned"] as const;
export type TouchpointStateName = (typeof touchpointStates)[number];

const entryKey = nameField(60).nullish();

const changeable = {
  name: requiredText(200).optional(),
  names: namesField(200).optional(),
  phase: entryKey.meta({ description: "Key of a phase; null or left out: not yet assigned." }),
  channel: entryKey,
  department: entryKey.meta({ description: "Key of the department that is responsible." }),
  productGroup: entryKey,
  momentOfTruth: entryKey.meta({
    description: "`unclear_offer`, `malfunction`, `complaint`, or one of your own.",
  }),
  planned: z
    .boolean()
    .nullish()
    .meta({ description: "True: we start the contact; false: the customer does." }),
  state: z.enum(touchpointStates).optional().meta({ description: "How far the work on it has come." }),
  contactsPerMonth: z.int().min(0).max(2_000_000_000).nullish(),
  owner: z.uuid().nullish().meta({ description: "Id of the member who looks after it." }),
};

/** A touchpoint by its key, which never changes. */
export const touchpointInput = z.strictObject({ key: keyField, ...changeable }).meta({
  id: "TouchpointInput",
  examples: [
    {
      key: "fault-hotline",
      name: "Fault hotline",
      phase: "usage",
      channel: "phone",
      momentOfTruth: "malfunction",
    },
  ],
});
export type TouchpointInput = z.output<typeof touchpointInput>;

export const postTouchpointsInput = oneOrMany(touchpointInput);

/** An id, a key, or `ext:` and the key. */
const inPath = nameField(210);

export const changeTouchpointInput = z
  .strictObject({
    id: inPath,
    ...changeable,
    version: z
      .int()
      .optional()
      .meta({ description: "The version that you know; another one is a conflict." }),
  })
  .meta({ examples: [{ department: "technical-support" }] });
export type ChangeTouchpointInput = z.output<typeof changeTouchpointInput>;

export const touchpointNamed = z.strictObject({ id: inPath });

export const listTouchpointsInput = z.strictObject({
  ...pageFields,
  key: nameField(60).optional(),
  phase: nameField(60).optional(),
  channel: nameField(60).optional(),
  department: nameField(60).optional(),
  productGroup: nameField(60).optional(),
  momentOfTruth: nameField(60).optional(),
  retired: z
    .enum(["true", "false"])
    .default("false")
    .meta({ description: "True: those that are no longer in use." }),
});
export type ListTouchpointsInput = z.output<typeof listTouchpointsInput>;

const key = z.string().nullable();

export const touchpointOut = z
  .strictObject({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    phase: key,
    channel: key,
    department: key,
    productGroup: key,
    momentOfTruth: key,
    planned: z.boolean().nullable(),
    state: z.enum(touchpointStates),
    contactsPerMonth: z.int().nullable(),
    version: z.int(),
    retiredAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Touchpoint" });
export type TouchpointOut = z.output<typeof touchpointOut>;

export const touchpointPage = pageOf(touchpointOut);
export const savedTouchpoints = savedOneOrMany(touchpointOut);
