import { z } from "zod";

/** What became of an item that was saved. */
export const saveStatuses = ["created", "updated", "unchanged", "duplicate"] as const;
export type SaveStatus = (typeof saveStatuses)[number];

export const maxItems = 1_000;

const errorOut = z.strictObject({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export const rowOutcome = z
  .union([
    z.strictObject({ status: z.enum(saveStatuses), id: z.string() }),
    z.strictObject({ status: z.literal("rejected"), error: errorOut }),
  ])
  .meta({ id: "ItemResult" });
export type RowOutcome = z.output<typeof rowOutcome>;

export const itemResults = z
  .strictObject({ results: z.array(rowOutcome).meta({ description: "In the order of the items." }) })
  .meta({ id: "ItemResults" });

/** What an item that is judged on its own should look like, for the description of the API. */
export const judgedItems = new WeakMap<object, z.ZodType>();

/** One item, or `{ items: [≤ 1000] }` whose members are judged one by one. */
export function oneOrMany<Item extends z.ZodType>(item: Item) {
  const judged = z.unknown();
  judgedItems.set(judged, item);
  return z.union([z.strictObject({ items: z.array(judged).min(1).max(maxItems) }), item]);
}

/** What a POST of one or many answers. */
export const savedOneOrMany = <Shape extends z.ZodRawShape>(resource: z.ZodObject<Shape>) =>
  z.union([resource.extend({ status: z.enum(saveStatuses) }), itemResults]);
