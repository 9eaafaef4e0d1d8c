import type { ListExport } from "@/lib/doors/list-export";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { localDay } from "@/lib/period/local-day";
import { monthGrid, monthOf } from "../rules/month-grid";
import { isShown } from "../rules/standing";
import type { ContactListInput } from "../schema/pages";
import { type ContactRow, readContacts } from "./read-contacts";

/** The contacts of a month as a file, a line for each day. */
export const contactsExport: ListExport<ContactListInput, ContactRow> = {
  name: "planned-contacts",
  columns: [
    { key: "plannedFor", kind: "day", value: ({ day }) => day },
    { key: "state", value: ({ standing }, { t }) => t(`plannedContacts.standings.${standing}`) },
    { key: "segment", value: ({ segment }) => segment?.name ?? null },
    { key: "customer", value: ({ customer }) => customer?.name ?? null },
    { key: "purpose", value: ({ purpose }) => purpose },
    { key: "feeling", value: ({ feeling }) => feeling },
    { key: "whoDoesIt", value: ({ who }) => who },
    { key: "words", value: ({ words }) => words },
    { key: "touchpoint", value: ({ touchpoint }) => touchpoint?.name ?? null },
    { key: "channel", value: ({ channel }) => channel?.name ?? null },
    { key: "department", value: ({ department }) => department?.name ?? null },
    { key: "repeats", value: ({ repeats }, { t }) => t(`plannedContacts.repetitions.${repeats}`) },
    { key: "outcome", value: ({ outcome }) => outcome },
    { key: "doneOn", kind: "day", value: ({ doneOn }) => doneOn },
  ],
  rows: async (scope, input) => {
    const today = localDay(new Date(), scope.timeZone);
    const month = input.month ?? monthOf(today);
    const { from, to } = monthGrid(month);
    const found = await readContacts({ scope, places: await readPlaces(scope), today }, { from, to }, input);
    return found.filter((one) => monthOf(one.day) === month && isShown(one.standing, input.state));
  },
};
