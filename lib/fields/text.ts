import { z } from "zod";

/** Control characters (NUL above all) are not text, and half a surrogate pair is no character: PostgreSQL refuses both. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const halves = /\p{Surrogate}/gu;

export const cleanText = (text: string): string =>
  text.replace(controls, "").replace(halves, "\ufffd").trim();

/** Free text that may be left out, emptied or set to null. */
export const textField = (max: number) => z.string().overwrite(cleanText).max(max);

/** Text that says something. */
export const requiredText = (max: number) => textField(max).min(1);

/** The empty text says as little as null. */
export const orNull = (text: string | null | undefined): string | null => text || null;

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/u;

/**
 * A name that another system gave. It is compared letter by letter, so nothing in it is repaired: what cannot be
 * printed is refused.
 */
export const nameField = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((name) => !unprintable.test(name), "unprintable");

/** How the outside names a row of ours: by id or as `ext:` and its own name. */
export const referenceField = nameField(210).meta({
  description: "An id, or `ext:` followed by your own id.",
  examples: ["ext:C-1001"],
});

/** A key that people see and write: small letters, digits, and `-`, `_` or `.` between them. */
export const keyField = z
  .string()
  .trim()
  .max(60)
  .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, "keyForm");

export const languageField = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$/, "languageForm");

export const countryField = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "countryForm");
