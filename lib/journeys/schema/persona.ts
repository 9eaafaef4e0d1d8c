import { z } from "zod";
import { fromForm, jsonField } from "@/lib/fields/form";
import { nameField, requiredText, textField } from "@/lib/fields/text";

/** Limits of a persona's texts, named once for form and server. */
export const personaLimits = { name: 120, who: 1_000, needs: 2_000, quote: 1_000 } as const;
export type PersonaText = keyof typeof personaLimits;

const touchpoints = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((keys) => [...new Set([keys ?? []].flat().filter(Boolean))])
  .pipe(z.array(nameField(60)).max(400));

/** A persona as its form sends it; without an id, a new one. */
export const savePersonaInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    version: z.coerce.number().int().nullish(),
    anyway: z.enum(["yes"]).nullish(),
    name: requiredText(personaLimits.name),
    segment: nameField(60).nullish(),
    who: textField(personaLimits.who).nullish(),
    needs: textField(personaLimits.needs).nullish(),
    quote: textField(personaLimits.quote).nullish(),
    touchpoints,
  }),
);
export type SavePersonaInput = z.output<typeof savePersonaInput>;

export const personaNamed = z.object({ id: z.uuid() });
export type PersonaNamed = z.output<typeof personaNamed>;

export const takeQuoteInput = z.object({ id: z.uuid(), feedback: z.uuid() });
export type TakeQuoteInput = z.output<typeof takeQuoteInput>;

export const sortPersonasInput = z.object({ order: jsonField(z.array(z.string().max(60)).max(500)) });
export type SortPersonasInput = z.output<typeof sortPersonasInput>;

const text = (max: number) => z.string().max(max).nullable();
const personaState = z.strictObject({
  name: z.string().min(1).max(personaLimits.name),
  who: text(personaLimits.who),
  needs: text(personaLimits.needs),
  quote: text(personaLimits.quote),
  /** By field and language. */
  translations: z
    .record(z.string().max(20), z.record(z.string().max(5), z.string().max(personaLimits.needs)))
    .nullable(),
  segment: text(60),
  quoteFeedback: z.uuid().nullable(),
  touchpoints: z.array(z.string().max(60)).max(400),
  isRetired: z.boolean(),
});
export type PersonaState = z.output<typeof personaState>;

/** What stood there before a change; null: nothing. */
export const undoPersonaInput = z.object({
  before: jsonField(z.strictObject({ id: z.uuid(), version: z.int(), state: personaState.nullable() })),
});
export type UndoPersonaInput = z.output<typeof undoPersonaInput>;

const open = z.preprocess((value) => value || undefined, z.enum(["new", "edit"]).optional().catch(undefined));
export const personaListInput = z.object({ open });
export type PersonaListInput = z.output<typeof personaListInput>;

export const personaPageInput = z.object({ key: nameField(60), open });
export type PersonaPageInput = z.output<typeof personaPageInput>;
