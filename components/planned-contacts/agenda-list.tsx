import { formatDay } from "@/lib/format/dates";
import { monthOf } from "@/lib/planned-contacts/rules/month-grid";
import { ContactList } from "./contact-list";
import type { MonthProps } from "./month-calendar";
import { byDay } from "./prepare-calendar";

/** The month for narrow screens: the days on which something is, one below the other. */
export function AgendaList({ data, input, workspace, words }: MonthProps) {
  const days = byDay(data.contacts.filter(({ day }) => monthOf(day) === data.month));
  if (days.size === 0) return <p className="text-muted md:hidden">{words.t("month.nothing")}</p>;
  return (
    <ol className="flex flex-col gap-4 md:hidden">
      {[...days].map(([day, contacts]) => (
        <li key={day}>
          <h3 className="figures text-xs font-medium text-muted">
            <time dateTime={day} aria-current={day === data.today ? "date" : undefined}>
              {formatDay(day, words.locale)}
            </time>
          </h3>
          <ContactList contacts={contacts} input={input} workspace={workspace} words={words} isDayKnown />
        </li>
      ))}
    </ol>
  );
}
