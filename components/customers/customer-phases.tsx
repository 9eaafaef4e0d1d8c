import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/section";
import { reasonInWords } from "@/lib/contracts/rules/usual-reasons";
import type { CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import { formatDay } from "@/lib/format/dates";
import { localName } from "@/lib/language/locale";
import type { Words } from "./prepare-customer";

type CustomerPhasesProps = { customer: CustomerFacts; words: Words };

/** Where they have been in their life as a customer, by dated facts. */
export async function CustomerPhases({ customer, words }: CustomerPhasesProps) {
  const t = await getTranslations("customers.phases");
  const phases = customer.phases ?? [];
  return (
    <Section title={t("title")}>
      {phases.length === 0 ? <p className="text-muted">{t("none")}</p> : null}
      <ol>
        {phases.map((phase, index) => (
          <li
            key={`${phase.since} ${phase.name}`}
            className="flex justify-between gap-6 border-b border-separator py-2 last:border-0"
          >
            <span className={`min-w-0 ${index === 0 ? "font-medium" : "text-muted"}`}>
              {localName(phase, words.locale)}
              {phase.reason ? (
                <span className="block text-xs text-muted">{reasonInWords(phase.reason, words.locale)}</span>
              ) : null}
            </span>
            <span className="figures shrink-0 text-muted">
              {t("since", { day: formatDay(phase.since, words.locale) })}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
