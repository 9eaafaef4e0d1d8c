import { z } from "zod";
import { type Locale, locales } from "@/lib/language/locale";
import { cleanText, textField } from "./text";

/** What a form sends is flat text: `names.de` becomes `{ names: { de } }`, and an empty field says null. */
export function formObject(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return raw;
  const flat: [string, unknown][] = [];
  const nested = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(raw)) {
    const said = value === "" ? null : value;
    const [head = "", tail] = name.split(".", 2);
    if (tail === undefined) flat.push([name, said]);
    else nested.set(head, { ...nested.get(head), [tail]: said });
  }
  return Object.fromEntries([...flat, ...nested]);
}

/** The schema of an input, read from a form. */
export const fromForm = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(formObject, schema);

/** A choice between yes, no and not said. */
export const yesNoField = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean().nullish(),
);

export const countField = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.int().min(0).max(2_000_000_000).nullish(),
);

/** JSON that travelled through a form, such as what an undo needs. */
export const jsonField = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .max(400_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "changedMeanwhile" });
        return z.NEVER;
      }
    })
    .pipe(schema);

export type Names = Partial<Record<Locale, string | null | undefined>>;

/** A name in one or several languages. */
export const namesField = (max: number) =>
  z
    .strictObject({ de: textField(max).nullish(), en: textField(max).nullish() })
    .meta({ description: "The name by language; what is left out stays." });

/** How a list is searched: what was typed, without what cannot be typed. */
export const searchField = z
  .string()
  .overwrite(cleanText)
  .max(200)
  .optional()
  .transform((text) => text || undefined);

export const languagesField = z.array(z.enum(locales)).min(1);

/** A row as it was before a change, as an undo brings it back: its key, the version that the change left, its state. */
export const snapshotOf = <State extends z.ZodType>(state: State) =>
  z.strictObject({ key: z.string().max(200), version: z.int().nullable(), state: state.nullable() });
