import { z } from "zod";
import { parseMoment } from "@/lib/period/local-day";

/** In an address an unescaped + has become a blank. */
const withPlus = (text: string): string => text.replace(/ (\d{2}:?\d{2})$/, "+$1");

/** What every list of the REST API understands; a name without a value says nothing. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(300).optional().meta({ description: "`nextCursor` of the page before." }),
  updatedSince: z
    .string()
    .max(40)
    .overwrite(withPlus)
    .refine((text) => text === "" || parseMoment(text, "UTC") !== null, "notAMoment")
    .optional()
    .meta({ description: "Only what was created or changed at or after this instant (or day)." }),
};

export type PageRequest = { limit: number; cursor?: string | undefined; updatedSince?: string | undefined };

/** The answer of a list, ordered by (updated at, id). */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    data: z.array(item),
    nextCursor: z.string().nullable().meta({ description: "Null at the end." }),
  });

export type Page<Item> = { data: Item[]; nextCursor: string | null };
