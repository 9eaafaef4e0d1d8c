import { z } from "zod";
import { isTimeZone } from "../schema";

const timeZone = z.string().max(64).refine(isTimeZone, "unknownTimeZone");

/** `from`: what the reader had before them when they decided. */
export const changeTimeZoneInput = z.object({ timeZone, from: z.string().max(64) });
export type ChangeTimeZoneInput = z.output<typeof changeTimeZoneInput>;

/** The zone that somebody thinks of; one that does not exist is none. */
export const timeZonePageInput = z.object({ zone: timeZone.optional().catch(undefined) });
export type TimeZonePageInput = z.output<typeof timeZonePageInput>;
