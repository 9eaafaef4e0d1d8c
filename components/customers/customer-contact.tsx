import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/section";
import type { CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { countryName, languageName } from "@/lib/language/locale";
import { Facts } from "./facts";

export async function CustomerContact({ customer, page }: { customer: CustomerFacts; page: PageContext }) {
  const t = await getTranslations("customers");
  const facts: [string, ReactNode][] = [
    [
      t("columns.phone"),
      customer.phone ? (
        <a key="phone" href={`tel:${customer.phone}`} className="text-link figures">
          {customer.phone}
        </a>
      ) : null,
    ],
    [
      t("columns.email"),
      customer.email ? (
        <a key="email" href={`mailto:${customer.email}`} className="text-link">
          {customer.email}
        </a>
      ) : null,
    ],
    [t("columns.externalId"), customer.externalId],
    [t("language"), customer.language && languageName(customer.language, page.locale)],
    [t("columns.country"), customer.country && countryName(customer.country, page.locale)],
    [t("columns.joined"), customer.joinedOn && formatDay(customer.joinedOn, page.locale)],
  ];
  return (
    <Section title={t("contactData")}>
      <Facts facts={facts} />
    </Section>
  );
}
