import type { Scope } from "@/lib/auth/scope";
import { isPublicId } from "@/lib/db/named";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import type { Locale } from "@/lib/language/locale";
import { addDays, type LocalDay, localDay } from "@/lib/period/local-day";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { type MonthDay, monthGrid, monthOf } from "../rules/month-grid";
import { countStandings, isShown, type StandingCounts } from "../rules/standing";
import type { CalendarInput } from "../schema/pages";
import { type ContactRow, listCancelled, readContact, readContacts } from "./read-contacts";

export type CalendarData = {
  today: LocalDay;
  month: string;
  weeks: MonthDay[][];
  /** Of the weeks that the month lies in. */
  contacts: ContactRow[];
  /** Of the month alone. */
  counts: StandingCounts;
  /** Due today, and missed in the last twelve months; the latest first. */
  waiting: ContactRow[];
  /** Called off, whatever the month; the latest first. */
  cancelled: ContactRow[];
  open: ContactRow | null;
  /** Whom a new contact is for, where the address says so. */
  customer: { id: string; name: string | null } | null;
  /** Whether nothing is planned at all, whatever the filter says. */
  isEmpty: boolean;
  languages: Locale[];
  places: Places;
};

/** More than anybody wants to plan again. */
const mostCancelled = 20;

/** A month of the contact calendar, what waits, and what is open beside it. */
export async function loadCalendar(scope: Scope, input: CalendarInput): Promise<CalendarData> {
  const today = localDay(new Date(), scope.timeZone);
  const month = input.month ?? monthOf(today);
  const places = await readPlaces(scope);
  const context = { scope, places, today };
  const { weeks, from, to } = monthGrid(month);
  const contacts = (await readContacts(context, { from, to }, input)).filter((one) =>
    isShown(one.standing, input.state),
  );
  const lately = { from: addDays(today, -365), to: addDays(today, 1) };
  const waiting = (await readContacts(context, lately, input)).filter(
    ({ state, standing }) => state === "planned" && (standing === "due" || standing === "missed"),
  );
  const { db, workspaceId } = scope;
  return {
    ...{ today, month, weeks, contacts, places },
    counts: countStandings(contacts.filter(({ day }) => monthOf(day) === month)),
    waiting: waiting.reverse(),
    cancelled: await listCancelled(context, input, mostCancelled),
    open:
      input.open && isPublicId(input.open)
        ? await readContact(context, input.open, input.edit ? undefined : input.day)
        : null,
    customer: input.customer
      ? await db.customer
          .findFirst({
            where: { workspaceId, publicId: input.customer, erasedAt: null },
            select: { publicId: true, name: true },
          })
          .then((found) => found && { id: found.publicId, name: found.name })
      : null,
    isEmpty:
      contacts.length === 0 && (await db.plannedContact.findFirst({ where: { workspaceId } })) === null,
    languages: (await readSettings(scope)).languages,
  };
}
