import { z } from "zod";
import { editFields } from "@/lib/catalogue/schema/admin";
import {
  countField,
  fromForm,
  jsonField,
  namesField,
  searchField,
  snapshotOf,
  yesNoField,
} from "@/lib/fields/form";
import { keyField, nameField } from "@/lib/fields/text";
import { touchpointStates } from "../schema";

const place = nameField(60).nullish();

/** What the form knows about a touchpoint; an empty field empties it. */
const content = {
  names: namesField(200),
  phase: place,
  channel: place,
  department: place,
  productGroup: place,
  momentOfTruth: place,
  owner: z.uuid().nullish(),
  planned: yesNoField,
  contactsPerMonth: countField,
  state: z.enum(touchpointStates).optional(),
};

export const createTouchpointInput = fromForm(z.object({ key: keyField, ...content }));
export type CreateTouchpointInput = z.output<typeof createTouchpointInput>;

export const editTouchpointInput = fromForm(z.object({ key: nameField(60), ...editFields, ...content }));
export type EditTouchpointInput = z.output<typeof editTouchpointInput>;

/** What can be set in its cell of the list. */
export const settableFields = ["department", "phase", "channel", "owner", "state"] as const;
export type SettableField = (typeof settableFields)[number];

/** What can be set for many at once. */
export const bulkFields = [...settableFields, "momentOfTruth", "planned"] as const;
export type BulkField = (typeof bulkFields)[number];

export const setTouchpointsInput = fromForm(
  z.object({
    keys: jsonField(z.array(nameField(60)).min(1).max(1_000)),
    field: z.enum(bulkFields),
    value: nameField(60).nullish(),
  }),
);
export type SetTouchpointsInput = z.output<typeof setTouchpointsInput>;

export const touchpointKeyed = z.object({ key: nameField(60) });
export type TouchpointKeyed = z.output<typeof touchpointKeyed>;

export const touchpointState = z.strictObject({
  key: keyField,
  name: z.string().max(200),
  translations: z.record(z.string().max(5), z.string().max(200)).nullable(),
  phaseId: z.int().nullable(),
  channelId: z.int().nullable(),
  departmentId: z.int().nullable(),
  productGroupId: z.int().nullable(),
  momentOfTruthId: z.int().nullable(),
  ownerUserId: z.int().nullable(),
  planned: z.boolean().nullable(),
  state: z.enum(touchpointStates),
  contactsPerMonth: z.int().nullable(),
  position: z.int(),
  retiredAt: z.iso.datetime().nullable(),
});

export const undoTouchpointsInput = z.object({
  before: jsonField(z.array(snapshotOf(touchpointState)).max(1_000)),
});
export type UndoTouchpointsInput = z.output<typeof undoTouchpointsInput>;

const several = z.preprocess(
  (value) => (value === undefined ? undefined : [value].flat()),
  z.array(nameField(60)).max(400).optional(),
);

/** What is not yet settled about a touchpoint. */
export const lacks = ["owner", "department", "phase", "channel"] as const;

export const touchpointRowsInput = z.object({
  q: searchField,
  phase: several,
  channel: several,
  department: several,
  "product-group": several,
  moment: several,
  owner: several,
  state: several,
  lacks: z.enum(lacks).optional(),
  retired: z.enum(["true"]).optional(),
  sort: z.enum(["order", "name", "contacts"]).default("order"),
  open: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});
export type TouchpointRowsInput = z.output<typeof touchpointRowsInput>;

export const startTouchpointsInput = z.object({});
