import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { NeedsSection } from "@/components/needs/needs-section";
import { CustomerContacts } from "@/components/planned-contacts/customer-contacts";
import type { CustomerData } from "@/lib/dashboards/queries/load-customer";
import type { CustomerPageInput } from "@/lib/dashboards/schema/customer-pages";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import { CustomerActions } from "./customer-actions";
import { CustomerAttributes } from "./customer-attributes";
import { CustomerContact } from "./customer-contact";
import { CustomerContracts } from "./customer-contracts";
import { CustomerHistory } from "./customer-history";
import { CustomerMeasures } from "./customer-measures";
import { CustomerPeople } from "./customer-people";
import { CustomerPhases } from "./customer-phases";
import { CustomerScores } from "./customer-scores";
import { CustomerSegments } from "./customer-segments";
import { Standing } from "./customer-standing";
import { nameOf, type Words, whatMatters } from "./prepare-customer";

type CustomerViewProps = { data: CustomerData; input: CustomerPageInput; page: PageContext };

/** One customer: what matters to them, what they said and did, where they belong and what is done for them. */
export async function CustomerView({ data, input, page }: CustomerViewProps) {
  const t = await getTranslations("customers");
  const { customer, today, scores } = data;
  const words: Words = {
    t: translator(page.locale, "customers"),
    locale: page.locale,
    currency: page.currency,
  };
  const title = nameOf(customer, words.t);
  const matters = whatMatters(customer, scores, today, words);
  return (
    <>
      <PageHeader
        back={{ href: `/w/${page.workspace}/customers`, label: t("title") }}
        title={title}
        lead={<Standing customer={customer} today={today} page={page} words={words} />}
        actions={<CustomerActions data={data} name={title} page={page} />}
      />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <NeedsSection
            title={t("matters.title")}
            about="customer"
            of={customer.id}
            needs={data.needs}
            page={page}
          >
            {matters.length > 0 ? (
              <ul className="mb-3 flex max-w-[68ch] flex-col gap-1">
                {matters.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ) : null}
          </NeedsSection>
          <CustomerScores data={data} page={page} words={words} />
          {customer.kind === "company" ? (
            <CustomerPeople customer={customer} page={page} words={words} />
          ) : null}
          <CustomerHistory data={data} input={input} page={page} words={words} />
        </div>
        <div className="min-w-0">
          <CustomerSegments data={data} page={page} />
          <CustomerContacts customer={customer.id} contacts={data.planned} page={page} />
          <CustomerMeasures measures={data.measures} page={page} />
          <CustomerContracts customer={customer} today={today} words={words} />
          <CustomerPhases customer={customer} words={words} />
          <CustomerContact customer={customer} page={page} />
          <CustomerAttributes customer={customer} page={page} />
        </div>
      </div>
    </>
  );
}
