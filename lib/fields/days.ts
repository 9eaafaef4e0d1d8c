import { z } from "zod";
import { isLocalDay, parseMoment } from "@/lib/period/local-day";

/** A calendar date in the workspace's time zone. An instant in its place is a misunderstanding, not a typing mistake. */
export const dayField = z
  .string()
  .max(40)
  .superRefine((text, context) => {
    if (isLocalDay(text)) return;
    const isInstant = /^\d{4}-\d{2}-\d{2}[T ]/.test(text);
    context.addIssue({
      code: "custom",
      message: isInstant ? "dayNotInstant" : "notADay",
      params: isInstant ? { refusal: "malformed" } : {},
    });
  })
  .meta({ format: "date", examples: ["2026-01-31"] });

/** An instant with offset, or a date that means that day in the workspace's time zone. */
export const momentField = z
  .string()
  .max(40)
  .refine((text) => parseMoment(text, "UTC") !== null, "notAMoment")
  .meta({ description: "An instant with offset, or a date.", examples: ["2026-01-31T10:00:00+01:00"] });
