import { getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import { attributeName, attributeValue } from "@/lib/format/attributes";
import { AttributeDialog } from "./attribute-dialog";
import { Facts } from "./facts";

export async function CustomerAttributes({ customer, page }: { customer: CustomerFacts; page: PageContext }) {
  const t = await getTranslations("customers");
  const entries = Object.entries(customer.attributes).sort(([a], [b]) => a.localeCompare(b, page.locale));
  return (
    <Section
      title={t("attributes")}
      actions={
        page.can("customers:write") ? (
          <AttributeDialog workspace={page.workspace} customer={customer} />
        ) : null
      }
    >
      {entries.length === 0 ? <p className="text-muted">{t("noAttributes")}</p> : null}
      <Facts
        facts={entries.map(([key, value]) => [
          attributeName(key),
          <span key={key} className="inline-flex items-center gap-1">
            <Link
              href={`/w/${page.workspace}/customers?attribute=${encodeURIComponent(`${key}:${value}`)}`}
              className="hover:underline"
            >
              {typeof value === "boolean" ? t(value ? "yes" : "no") : attributeValue(value, page.locale)}
            </Link>
            {page.can("customers:write") ? (
              <AttributeDialog
                workspace={page.workspace}
                customer={customer}
                attribute={{ key, value: String(value) }}
              />
            ) : null}
          </span>,
        ])}
      />
    </Section>
  );
}
