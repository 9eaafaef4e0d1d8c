import { z } from "zod";
import { many } from "@/lib/filters/schema";
import { isLocalDay } from "@/lib/period/local-day";
import { isMonth } from "../rules/month-grid";
import { standings } from "../rules/standing";

/** What is shown, in the address of the page, of its export and of the calendar file. */
export const contactFilters = {
  segment: many(),
  department: many(),
  state: many().pipe(z.array(z.enum(standings)).optional()),
};

const month = z.string().refine(isMonth).optional().catch(undefined);

/** The page: a month of the calendar, and what is open on it. */
export const calendarInput = z.object({
  ...contactFilters,
  month,
  /** An id, or "new". */
  open: z.string().max(60).optional(),
  /** The day of a series that is open; of a new contact: when it is to be. */
  day: z.string().refine(isLocalDay).optional().catch(undefined),
  /** Of a new contact: who it is for. */
  customer: z.uuid().optional().catch(undefined),
  edit: z.enum(["true"]).optional().catch(undefined),
});
export type CalendarInput = z.output<typeof calendarInput>;

export const contactListInput = z.object({ ...contactFilters, month });
export type ContactListInput = z.output<typeof contactListInput>;

export const icsInput = z.object(contactFilters);
export type IcsInput = z.output<typeof icsInput>;
