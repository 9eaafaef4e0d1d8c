import { z } from "zod";
import { cleanText } from "./text";

/** Keys of free attributes: short, and none that JavaScript takes for something else. */
export const isAttributeKey = (key: string): boolean =>
  /^[\p{L}\p{N}_.-]{1,60}$/u.test(key) && !["__proto__", "constructor", "prototype"].includes(key);

const attributeValue = z.union([z.string().overwrite(cleanText).max(1_000), z.number(), z.boolean()]);

export const maxAttributes = 200;

/** Free attributes as they are sent: merged into those there are, null removes one. A date is a text like 2026-01-31. */
export const attributesField = z
  .record(z.string().refine(isAttributeKey, "attributeKey"), attributeValue.nullable())
  .refine((attributes) => Object.keys(attributes).length <= maxAttributes, "tooManyAttributes");

/** Free attributes as they are kept. */
export const attributesOut = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export type Attributes = z.output<typeof attributesOut>;

/** What is there, with what was said put into it. */
export function mergeAttributes(
  before: Attributes,
  said: z.output<typeof attributesField> | null | undefined,
): Attributes {
  if (said === undefined) return before;
  const merged = new Map<string, Attributes[string]>(said === null ? [] : Object.entries(before));
  for (const [key, value] of Object.entries(said ?? {})) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}
