import { z } from "zod";
import { fromForm, jsonField } from "@/lib/fields/form";
import { nameField, requiredText } from "@/lib/fields/text";
import { blank, inOrder, outOfOrder, pageFilters } from "@/lib/filters/schema";

/** What is, and what shall be. */
export const sides = ["as-is", "to-be"] as const;
export type Side = (typeof sides)[number];

/** What the customer does, thinks and fears; and what we do. */
export const lanes = ["does", "thinks", "fears", "process"] as const;
export type Lane = (typeof lanes)[number];

export const noteLimit = 500;

const key = z.preprocess(blank, nameField(60).optional());
const side = z.preprocess(blank, z.enum(sides).default("as-is").catch("as-is"));

/** Whose journey, in which period; `against` is the first day of an equal period that it is compared with. */
export const journeyMapInput = z
  .object({
    period: pageFilters.period,
    from: pageFilters.from,
    to: pageFilters.to,
    persona: key,
    segment: key,
    side,
    against: z.preprocess(blank, pageFilters.from.catch(undefined)),
  })
  .refine(inOrder, outOfOrder);
export type JourneyMapInput = z.output<typeof journeyMapInput>;

/** Whose map is changed: a persona's, a segment's, or without both that of all customers. */
const whose = { persona: nameField(60).nullish(), segment: nameField(60).nullish() };
export type Whose = { persona?: string | null | undefined; segment?: string | null | undefined };

/** A sub-phase with its cards in their new order; those that come from elsewhere are moved there. */
export const arrangeCardsInput = fromForm(
  z.object({
    ...whose,
    side,
    phase: nameField(60),
    order: jsonField(z.array(nameField(60)).min(1).max(400)),
  }),
);
export type ArrangeCardsInput = z.output<typeof arrangeCardsInput>;

export const hideCardInput = fromForm(
  z.object({
    ...whose,
    side,
    phase: nameField(60),
    touchpoint: nameField(60),
    hidden: z.enum(["yes", "no"]),
  }),
);
export type HideCardInput = z.output<typeof hideCardInput>;

/** How customers shall feel at a touchpoint, from −2 to 2; empty takes the wish back. */
export const wishMoodInput = fromForm(
  z.object({
    ...whose,
    phase: nameField(60),
    touchpoint: nameField(60),
    mood: z.preprocess(
      (value) => (typeof value === "string" ? Number(value) : value),
      z.number().min(-2).max(2).nullish(),
    ),
  }),
);
export type WishMoodInput = z.output<typeof wishMoodInput>;

const cardState = z.strictObject({
  touchpoint: z.string().max(60),
  /** Null: nobody had put it anywhere. */
  at: z
    .strictObject({
      phase: z.string().max(60),
      position: z.int().min(0).max(10_000),
      hidden: z.boolean(),
      mood: z.number().min(-2).max(2).nullable(),
    })
    .nullable(),
});
export type CardState = z.output<typeof cardState>;
export const undoCardsInput = z.object({
  before: jsonField(
    z.strictObject({ journey: z.uuid(), side: z.enum(sides), cards: z.array(cardState).max(400) }),
  ),
});
export type UndoCardsInput = z.output<typeof undoCardsInput>;

/** A note as its field sends it; without an id, a new one. */
export const saveNoteInput = fromForm(
  z.object({
    ...whose,
    side,
    phase: nameField(60),
    lane: z.enum(lanes),
    id: z.uuid().nullish(),
    version: z.coerce.number().int().nullish(),
    anyway: z.enum(["yes"]).nullish(),
    text: requiredText(noteLimit),
  }),
);
export type SaveNoteInput = z.output<typeof saveNoteInput>;

export const noteNamed = z.object({ id: z.uuid() });
export type NoteNamed = z.output<typeof noteNamed>;

const noteState = z.strictObject({
  journey: z.uuid(),
  phase: z.string().max(60),
  lane: z.enum(lanes),
  side: z.enum(sides),
  text: z.string().min(1).max(noteLimit),
  translations: z.record(z.string().max(5), z.string().max(noteLimit)).nullable(),
  position: z.int(),
});
export type NoteState = z.output<typeof noteState>;

/** What stood there before a change; null: nothing. Version null: it is gone now. */
export const undoNoteInput = z.object({
  before: jsonField(
    z.strictObject({ id: z.uuid(), version: z.int().nullable(), state: noteState.nullable() }),
  ),
});
export type UndoNoteInput = z.output<typeof undoNoteInput>;
