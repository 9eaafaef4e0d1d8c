import { z } from "zod";
import { fromForm, jsonField, namesField, searchField, snapshotOf } from "@/lib/fields/form";
import { keyField, nameField } from "@/lib/fields/text";
import { editFields } from "./admin";

/** Products come with orders under the keys of the shop, which are longer than those that people give. */
const productKey = nameField(200);
const name = 200;
const mostMinor = 1_000_000_000_000;

const content = {
  names: namesField(name),
  group: nameField(60).nullish(),
  /** In the workspace's currency, with a decimal point. */
  price: z.preprocess(
    (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
    z.number("notANumber").min(0, "notNegative").max(1_000_000_000).nullish(),
  ),
};

export const createProductInput = fromForm(z.object({ key: keyField, ...content }));
export type CreateProductInput = z.output<typeof createProductInput>;

export const editProductInput = fromForm(z.object({ key: productKey, ...editFields, ...content }));
export type EditProductInput = z.output<typeof editProductInput>;

export const productNamed = z.object({ key: productKey });
export type ProductNamed = z.output<typeof productNamed>;

export const productState = z.strictObject({
  key: productKey,
  name: z.string().max(name),
  translations: z.record(z.string().max(5), z.string().max(name)).nullable(),
  productGroupId: z.int().nullable(),
  priceMinor: z.int().min(0).max(mostMinor).nullable(),
  retiredAt: z.iso.datetime().nullable(),
});
export type ProductState = z.output<typeof productState>;

export const undoProductInput = z.object({ before: jsonField(z.array(snapshotOf(productState)).max(1_000)) });
export type UndoProductInput = z.output<typeof undoProductInput>;

export const productsInput = z.object({
  q: searchField.optional().catch(undefined),
  group: z
    .preprocess((value) => (value === undefined ? value : [value].flat()), z.array(nameField(60)).max(50))
    .optional(),
  retired: z.enum(["true"]).optional().catch(undefined),
  /** What is open in the drawer: a key, or "new". */
  open: z.string().max(200).optional(),
  after: z.string().max(300).optional(),
});
export type ProductsInput = z.output<typeof productsInput>;
