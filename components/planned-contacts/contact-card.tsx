import type { ReactNode } from "react";
import { touchpointAddress } from "@/components/inventory/inventory-address";
import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { formatDay } from "@/lib/format/dates";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import { type ContactWords, standingChip } from "./prepare-calendar";

type ContactCardProps = { contact: ContactRow; workspace: string; words: ContactWords };

/** All that is known of one day of a planned contact; what was not said is left out. */
export function ContactCard({ contact, workspace, words }: ContactCardProps) {
  const { t, locale } = words;
  const { segment, customer, touchpoint } = contact;
  const facts: [string, ReactNode][] = [
    [
      "audience",
      customer ? (
        <Link key="audience" href={`/w/${workspace}/customers/${customer.id}`} className="text-link">
          {customer.name ?? t("nameless")}
        </Link>
      ) : (
        segment?.name
      ),
    ],
    ["feeling", contact.feeling],
    ["who", contact.who],
    ["words", contact.words],
    [
      "touchpoint",
      touchpoint && (
        <Link key="touchpoint" href={touchpointAddress(workspace, touchpoint.key)} className="text-link">
          {touchpoint.name}
        </Link>
      ),
    ],
    ["channel", contact.channel?.name],
    ["department", contact.department?.name],
    ["repeats", contact.repeats === "none" ? null : t(`repetitions.${contact.repeats}`)],
    ["doneOn", contact.doneOn && formatDay(contact.doneOn, locale)],
    ["outcome", contact.outcome],
  ];
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="figures">{formatDay(contact.day, locale)}</span>
        <VerdictChip {...standingChip(contact.standing, t)} />
      </p>
      <dl className="mt-3">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div
              key={name}
              className="grid gap-x-6 border-b border-separator py-2 last:border-0 sm:grid-cols-[9rem_minmax(0,1fr)]"
            >
              <dt className="text-muted">{t(`fields.${name}`)}</dt>
              <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
