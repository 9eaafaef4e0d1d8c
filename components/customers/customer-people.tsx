import { getTranslations } from "next-intl/server";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { localName } from "@/lib/language/locale";
import { scoreOf, type Words } from "./prepare-customer";

type CustomerPeopleProps = { customer: CustomerFacts; page: PageContext; words: Words };

/** The people of a company. */
export async function CustomerPeople({ customer, page, words }: CustomerPeopleProps) {
  const t = await getTranslations("customers.people");
  const people = customer.people ?? [];
  return (
    <Section
      title={t("title")}
      lead={
        customer.peopleCount > 0
          ? t("lead", { n: customer.peopleCount, shown: formatCount(customer.peopleCount, page.locale) })
          : undefined
      }
    >
      <DataTable
        caption={t("title")}
        empty={<p className="text-muted">{t("none")}</p>}
        columns={[
          { key: "name", label: t("name") },
          { key: "answers", label: t("answers"), isNumeric: true },
          { key: "last", label: t("last"), phone: "line" },
        ]}
        rows={people.map(({ id, name, answers, last }) => ({
          key: id,
          href: `/w/${page.workspace}/customers/${id}`,
          cells: {
            name: name ?? words.t("nameless"),
            answers: formatCount(answers, page.locale),
            last: last
              ? [
                  scoreOf(last, words.t).text,
                  last.touchpoint
                    ? localName(last.touchpoint, page.locale)
                    : words.t(`metrics.${scoreOf(last, words.t).metric}`),
                  formatDay(last.day, page.locale),
                ].join(", ")
              : t("silent"),
          },
        }))}
      />
    </Section>
  );
}
