import { z } from "zod";
import { cleanText } from "@/lib/fields/text";

export const findInput = z.object({ q: z.string().overwrite(cleanText).min(1).max(100) });
export type FindInput = z.output<typeof findInput>;

export type FoundKind = "customer" | "touchpoint" | "segment" | "savedView";

/** Something that the palette can go to. */
export type Found = {
  kind: FoundKind;
  key: string;
  title: string;
  /** What tells it from others of the same name. */
  hint: string | null;
  /** Below the workspace's address. */
  path: string;
};
