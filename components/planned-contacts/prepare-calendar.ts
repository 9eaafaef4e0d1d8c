import type { Tone, Verdict } from "@/components/ui/verdict-chip";
import { formatBucket } from "@/lib/format/dates";
import type { Locale } from "@/lib/language/locale";
import type { Translate } from "@/lib/language/translator";
import type { CalendarData } from "@/lib/planned-contacts/queries/load-calendar";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import type { Standing } from "@/lib/planned-contacts/rules/standing";
import type { CalendarInput } from "@/lib/planned-contacts/schema/pages";

/** `t` speaks of planned contacts. */
export type ContactWords = { t: Translate; locale: Locale };

const looks: Record<Standing, { icon: Verdict["icon"]; tone: Tone }> = {
  due: { icon: "star", tone: "caution" },
  planned: { icon: "few", tone: "none" },
  done: { icon: "check", tone: "good" },
  missed: { icon: "warning", tone: "bad" },
  cancelled: { icon: "cross", tone: "none" },
};

export const standingChip = (standing: Standing, t: Translate): Verdict => {
  const { icon, tone } = looks[standing];
  return { word: t(`standings.${standing}`), tone, ...(icon ? { icon } : {}) };
};

export const audienceOf = ({ segment, customer }: ContactRow, t: Translate): string =>
  segment?.name ?? customer?.name ?? t("nameless");

export const monthName = (month: string, locale: Locale): string =>
  formatBucket(`${month}-01`, "month", locale).long;

/** What waits today, then the month in counts. */
export function calendarLead({ waiting, counts, month }: CalendarData, { t, locale }: ContactWords): string {
  const due = waiting.filter(({ standing }) => standing === "due").length;
  return [
    t("lead.today", { due, missed: waiting.length - due }),
    t("lead.month", {
      month: monthName(month, locale),
      planned: counts.planned + counts.due,
      done: counts.done,
      missed: counts.missed,
    }),
  ].join(" ");
}

/** What the address of the calendar keeps while something is opened or closed. */
export type Shown = Partial<Pick<CalendarInput, "segment" | "department" | "state" | "month">>;

/** The filter, as other addresses of the calendar take it over. */
export function filterSearch(input: Shown): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of ["segment", "department", "state"] as const)
    for (const value of input[name] ?? []) search.append(name, value);
  return search;
}

/** The calendar with its filter; `more` says which month and what is open. */
export function calendarAddress(workspace: string, input: Shown, more: Record<string, string> = {}): string {
  const search = filterSearch(input);
  if (input.month) search.set("month", input.month);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  return `/w/${workspace}/contacts${search.size > 0 ? `?${search}` : ""}`;
}

/** One day of a planned contact. */
export const contactAddress = (workspace: string, input: Shown, { id, day }: ContactRow): string =>
  calendarAddress(workspace, input, { open: id, day });

export function byDay(contacts: readonly ContactRow[]): Map<string, ContactRow[]> {
  const days = new Map<string, ContactRow[]>();
  for (const contact of contacts) days.set(contact.day, [...(days.get(contact.day) ?? []), contact]);
  return days;
}
