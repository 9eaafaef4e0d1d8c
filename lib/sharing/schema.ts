import { z } from "zod";
import { nameField } from "@/lib/fields/text";

/** The pages that can be shown to somebody without an account. */
export const sharedPages = ["", "breakdown", "expectations", "report"] as const;
export type SharedPage = (typeof sharedPages)[number];
export const isSharedPage = (page: string): page is SharedPage => sharedPages.some((one) => one === page);

/** For how many days a link opens; `never`: until it is revoked. */
export const linkLives = ["7", "30", "90", "365", "never"] as const;

export const createShareLinkInput = z.object({
  /** The saved view that is shown. */
  view: z.uuid(),
  name: nameField(120),
  life: z.enum(linkLives),
  /** Figures from fewer answers are withheld; below five they always are. */
  minimumN: z.coerce.number().int().min(5).max(500),
  withComments: z.preprocess((value) => value === "on" || value === true, z.boolean()),
});
export type CreateShareLinkInput = z.output<typeof createShareLinkInput>;

export const shareLinkNamed = z.object({ link: z.uuid() });
export type ShareLinkNamed = z.output<typeof shareLinkNamed>;
