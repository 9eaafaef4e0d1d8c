import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { formatBucket, formatDay } from "@/lib/format/dates";
import type { CalendarData } from "@/lib/planned-contacts/queries/load-calendar";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import type { CalendarInput } from "@/lib/planned-contacts/schema/pages";
import {
  audienceOf,
  byDay,
  type ContactWords,
  contactAddress,
  monthName,
  standingChip,
} from "./prepare-calendar";

export type MonthProps = { data: CalendarData; input: CalendarInput; workspace: string; words: ContactWords };

/** A month in rows of weeks; every contact is a link, so the keyboard reaches each of them. */
export function MonthCalendar({ data, input, workspace, words }: MonthProps) {
  const { t, locale } = words;
  const contacts = byDay(data.contacts);
  const weekday = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    weekday: "short",
    timeZone: "UTC",
  });
  return (
    <table className="w-full table-fixed border-collapse max-md:hidden">
      <caption className="sr-only">{monthName(data.month, locale)}</caption>
      <thead>
        <tr>
          <th scope="col" className="w-14 pb-1 text-start text-xs font-medium text-muted">
            {t("month.week")}
          </th>
          {data.weeks[0]?.map(({ day }) => (
            <th key={day} scope="col" className="px-1.5 pb-1 text-start text-xs font-medium text-muted">
              {weekday.format(new Date(`${day}T00:00:00Z`))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.weeks.map((week) => (
          <tr key={week[0]?.day} className="border-t border-separator">
            <th scope="row" className="figures py-1.5 text-start align-top text-xs font-normal text-muted">
              {formatBucket(week[0]?.day ?? "", "week", locale).short}
            </th>
            {week.map(({ day, isInMonth }) => (
              <td key={day} className="h-24 min-w-0 border-s border-separator p-1 align-top">
                <time
                  dateTime={day}
                  aria-current={day === data.today ? "date" : undefined}
                  className={`figures mb-1 inline-grid size-6 place-items-center rounded-full text-xs aria-[current=date]:bg-accent-soft aria-[current=date]:font-semibold ${isInMonth ? "" : "text-muted"}`}
                >
                  <span aria-hidden="true">{Number(day.slice(8))}</span>
                  <span className="sr-only">{formatDay(day, locale)}</span>
                </time>
                <ul className="flex flex-col gap-1">
                  {contacts.get(day)?.map((contact) => (
                    <li key={contact.uid}>
                      <DayContact
                        contact={contact}
                        href={contactAddress(workspace, input, contact)}
                        words={words}
                      />
                    </li>
                  ))}
                </ul>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayContact({ contact, href, words }: { contact: ContactRow; href: string; words: ContactWords }) {
  const { t } = words;
  return (
    <Link
      href={href}
      scroll={false}
      className="block rounded-md border border-border bg-surface px-1.5 py-1 text-xs/4 -outline-offset-1 hover:border-field-border"
    >
      <span className="line-clamp-2 font-medium break-words">{contact.purpose}</span>
      <span className="block truncate text-muted">{audienceOf(contact, t)}</span>
      {contact.standing === "planned" ? (
        <span className="sr-only">{t("standings.planned")}</span>
      ) : (
        <span className="mt-1 block">
          <VerdictChip {...standingChip(contact.standing, t)} />
        </span>
      )}
    </Link>
  );
}
