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

/** What a schema that decides for itself accepts, for the description of the API. */
export const describedAs = new WeakMap<object, z.ZodType>();

type List = { items: unknown[] };

/**
 * One item, or `{ items: [≤ 1000] }` whose members are judged one by one. Which of the two is meant is plain from the
 * name `items`, so what is wrong is said about that one and not about a choice.
 */
export function oneOrMany<Item extends z.ZodType>(item: Item) {
  const judged = z.unknown();
  const list = z.strictObject({ items: z.array(judged).min(1).max(maxItems) });
  const either = z.unknown().transform((value, context): List | z.output<Item> => {
    const isList = typeof value === "object" && value !== null && Object.hasOwn(value, "items");
    const result = (isList ? list : item)._zod.run({ value, issues: [] }, { async: false });
    if (result instanceof Promise) throw new Error("Items are judged at once.");
    if (result.issues.length === 0) return result.value as List | z.output<Item>;
    context.issues.push(...result.issues);
    return z.NEVER;
  });
  describedAs.set(judged, item);
  describedAs.set(either, z.union([item, list]));
  return either;
}

/** What a POST of one or many answers. */
export function savedOneOrMany<Shape extends z.ZodRawShape>(resource: z.ZodObject<Shape>) {
  const saved = resource.extend({
    status: z.enum(saveStatuses).meta({ description: "What became of the request." }),
  });
  return z.union([saved.meta({ id: `Saved${resource.meta()?.id ?? ""}` }), itemResults]);
}
