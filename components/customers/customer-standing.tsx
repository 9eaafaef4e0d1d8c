import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { localName } from "@/lib/language/locale";
import { type Words, worthOf } from "./prepare-customer";

type StandingProps = { customer: CustomerFacts; today: string; page: PageContext; words: Words };

/** Who this is, and where they stand with us. */
export function Standing({ customer, today, page, words }: StandingProps) {
  const { t, locale } = words;
  const value = worthOf(customer, today, words);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <Badge>{t(`kinds.${customer.kind}`)}</Badge>
      {customer.company ? (
        <Link href={`/w/${page.workspace}/customers/${customer.company.id}`} className="text-link">
          {customer.company.name ?? t("nameless")}
        </Link>
      ) : null}
      {customer.phase ? (
        <span>
          {t("phaseSince", {
            phase: localName(customer.phase, locale),
            day: formatDay(customer.phase.since, locale),
          })}
        </span>
      ) : (
        <span>{t("noPhase")}</span>
      )}
      {value.map(({ label, value: amount }) => (
        <span key={label}>
          {label} <span className="figures font-medium text-foreground">{amount}</span>
        </span>
      ))}
      <span>
        {customer.lastContactOn
          ? t("lastContact", { day: formatDay(customer.lastContactOn, locale) })
          : t("noContact")}
      </span>
    </div>
  );
}
