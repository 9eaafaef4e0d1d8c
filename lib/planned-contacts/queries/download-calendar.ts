import type { Scope } from "@/lib/auth/scope";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { isLocale, type Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { addDays, localDay } from "@/lib/period/local-day";
import { isShown } from "../rules/standing";
import { type IcsEvent, writeIcs } from "../rules/write-ics";
import type { IcsInput } from "../schema/pages";
import { type ContactRow, readContacts } from "./read-contacts";

/** As a file that other calendars read. It names people, so nothing on the way may keep it. */
export async function downloadCalendar(scope: Scope, input: IcsInput): Promise<Response> {
  return new Response(await writeCalendar(scope, input), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="contacts.ics"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}

/** The filtered calendar for other calendars: what was planned in the last year and what is in the next one. */
async function writeCalendar(scope: Scope, input: IcsInput): Promise<string> {
  const locale: Locale = isLocale(scope.locale) ? scope.locale : "en";
  const t = translator(locale, "plannedContacts");
  const today = localDay(new Date(), scope.timeZone);
  const window = { from: addDays(today, -365), to: addDays(today, 366) };
  const contacts = await readContacts({ scope, places: await readPlaces(scope), today }, window, input);
  const eventOf = (contact: ContactRow): IcsEvent => {
    const facts = (["feeling", "who", "words", "touchpoint", "channel", "outcome"] as const).flatMap(
      (name) => {
        const fact = contact[name];
        const text = typeof fact === "string" ? fact : fact?.name;
        return text ? [`${t(`fields.${name}`)}: ${text}`] : [];
      },
    );
    const audience = contact.segment?.name ?? contact.customer?.name ?? t("nameless");
    return {
      uid: `${contact.uid}@lotse`,
      day: contact.day,
      summary: `${contact.purpose} (${audience})`,
      description: [`${t("fields.state")}: ${t(`standings.${contact.standing}`)}`, ...facts].join("\n"),
      categories: contact.department ? [contact.department.name] : [],
      status: contact.standing === "cancelled" ? "CANCELLED" : "CONFIRMED",
      sequence: contact.version,
      changedAt: contact.changedAt,
    };
  };
  return writeIcs(t("title"), contacts.filter((one) => isShown(one.standing, input.state)).map(eventOf));
}
