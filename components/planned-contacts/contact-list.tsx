import { Dotted } from "@/components/ui/dotted";
import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { formatDay } from "@/lib/format/dates";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import { audienceOf, type ContactWords, contactAddress, type Shown, standingChip } from "./prepare-calendar";

type ContactListProps = {
  contacts: ContactRow[];
  input: Shown;
  workspace: string;
  words: ContactWords;
  /** The day stands above the list already. */
  isDayKnown?: boolean;
};

/** Planned contacts, a line for each: with whom and why, who does it, how it stands. */
export function ContactList({ contacts, input, workspace, words, isDayKnown }: ContactListProps) {
  const { t, locale } = words;
  return (
    <ul>
      {contacts.map((contact) => (
        <li
          key={contact.uid}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-separator py-2 last:border-0"
        >
          {isDayKnown ? null : (
            <span className="figures w-full shrink-0 text-xs text-muted sm:w-24 sm:text-sm">
              {formatDay(contact.day, locale)}
            </span>
          )}
          <span className="min-w-0 flex-1 basis-56">
            <Link
              href={contactAddress(workspace, input, contact)}
              scroll={false}
              className="font-medium hover:underline"
            >
              {contact.purpose}
            </Link>
            <span className="block text-xs text-muted">
              <Dotted
                parts={Object.entries({
                  audience: audienceOf(contact, t),
                  who: contact.who,
                  department: contact.department?.name,
                }).flatMap(([key, content]) => (content ? [{ key, content }] : []))}
              />
            </span>
          </span>
          <VerdictChip {...standingChip(contact.standing, t)} />
        </li>
      ))}
    </ul>
  );
}
