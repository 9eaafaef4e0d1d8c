import { CalendarPlus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { ContactRow } from "@/lib/planned-contacts/queries/read-contacts";
import { ContactList } from "./contact-list";

type CustomerContactsProps = { customer: string; contacts: ContactRow[]; page: PageContext };

/** What is planned with a customer, and what became of it. */
export async function CustomerContacts({ customer, contacts, page }: CustomerContactsProps) {
  const t = await getTranslations("plannedContacts");
  const { workspace, locale } = page;
  return (
    <Section
      title={t("ofCustomer.title")}
      actions={
        page.can("contacts:write") ? (
          <ButtonLink href={`/w/${workspace}/contacts?open=new&customer=${customer}`} size="sm">
            <CalendarPlus aria-hidden="true" />
            {t("ofCustomer.plan")}
          </ButtonLink>
        ) : undefined
      }
    >
      {contacts.length === 0 ? (
        <p className="text-muted">{t("ofCustomer.none")}</p>
      ) : (
        <ContactList
          contacts={contacts}
          input={{}}
          workspace={workspace}
          words={{ t: translator(locale, "plannedContacts"), locale }}
        />
      )}
    </Section>
  );
}
