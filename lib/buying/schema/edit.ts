import { z } from "zod";
import { fromForm, jsonField } from "@/lib/fields/form";
import { nameField, textField } from "@/lib/fields/text";
import { offerKinds } from "../rules/gaps";

const phase = nameField(60);

/** The version that the editor saw, and whether to save over what somebody else did meanwhile. */
const editing = {
  version: z.coerce.number().int().nullish(),
  anyway: z.enum(["yes"]).nullish(),
};

const texts = (max: number) =>
  z.strictObject({ de: textField(max).nullish(), en: textField(max).nullish() }).optional();

/** What a customer wants to know in a sub-phase; without an id, a new one. */
export const saveNeedInput = fromForm(
  z.object({ id: z.uuid().nullish(), phase, ...editing, text: texts(500) }),
);
export type SaveNeedInput = z.output<typeof saveNeedInput>;

const isWebAddress = (text: string | null | undefined): boolean => !text || /^https?:\/\/\S+$/i.test(text);

/** What we have for it: a step of our own sales process, or content that can be read without us. */
export const saveOfferInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    need: z.uuid(),
    ...editing,
    kind: z.enum(offerKinds),
    name: texts(200),
    address: textField(500).nullish().refine(isWebAddress, "webAddress"),
    touchpoint: nameField(60).nullish(),
    department: nameField(60).nullish(),
  }),
);
export type SaveOfferInput = z.output<typeof saveOfferInput>;

export const entryNamed = z.object({ id: z.uuid() });
export type EntryNamed = z.output<typeof entryNamed>;

/** The needs of a sub-phase in the order in which they come up. */
export const sortNeedsInput = z.object({
  phase,
  order: jsonField(z.array(z.uuid()).min(1).max(200)),
});
export type SortNeedsInput = z.output<typeof sortNeedsInput>;

const translations = z
  .record(z.string().max(20), z.record(z.string().max(5), z.string().max(500)))
  .nullable();

export const needState = z.strictObject({
  phase,
  text: z.string().min(1).max(500),
  translations,
  retiredAt: z.iso.datetime().nullable(),
});
export type NeedState = z.output<typeof needState>;

export const offerState = z.strictObject({
  need: z.uuid(),
  kind: z.enum(offerKinds),
  name: z.string().min(1).max(200),
  address: z.string().max(500).nullable().refine(isWebAddress, "webAddress"),
  translations,
  touchpoint: nameField(60).nullable(),
  department: nameField(60).nullable(),
  position: z.int(),
});
export type OfferState = z.output<typeof offerState>;

/** What stood there before a change; `state` null: nothing. Version 0: it is gone by now. */
const snapshots = <State extends z.ZodType>(state: State) =>
  jsonField(
    z
      .array(z.strictObject({ id: z.uuid(), version: z.int(), state: state.nullable() }))
      .min(1)
      .max(100),
  );

export const undoNeedsInput = z.object({ before: snapshots(needState) });
export type UndoNeedsInput = z.output<typeof undoNeedsInput>;
export const undoOffersInput = z.object({ before: snapshots(offerState) });
export type UndoOffersInput = z.output<typeof undoOffersInput>;
