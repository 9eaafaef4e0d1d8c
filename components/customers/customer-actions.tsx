import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { CustomerData, CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import type { PageContext } from "@/lib/doors/define-page";
import { eraseCustomerAction } from "@/lib/privacy/actions";
import { CustomerDialog } from "./customer-dialog";
import { MoveDialog } from "./move-dialog";

type CustomerActionsProps = { data: CustomerData; name: string; page: PageContext };

export async function CustomerActions({ data, name, page }: CustomerActionsProps) {
  const t = await getTranslations("customers");
  const { customer, today, places } = data;
  const phases = places.phases.filter(({ retired }) => !retired);
  return (
    <>
      {page.can("customers:write") ? <CustomerDialog workspace={page.workspace} customer={customer} /> : null}
      {page.can("customers:write") && phases.length > 0 ? (
        <MoveDialog
          workspace={page.workspace}
          customer={customer.id}
          phases={phases.map(({ key, name }) => ({ value: key, label: name }))}
          today={today}
        />
      ) : null}
      {page.can("customers:erase") ? <EraseDialog customer={customer} name={name} page={page} /> : null}
      {page.can("feedback:write") ? (
        <ButtonLink href={`/w/${page.workspace}/log?customer=${customer.id}`} variant="primary">
          {t("logFeedback")}
        </ButtonLink>
      ) : null}
    </>
  );
}

/** Names what goes and what stays. */
async function EraseDialog({
  customer,
  name,
  page,
}: {
  customer: CustomerFacts;
  name: string;
  page: PageContext;
}) {
  const t = await getTranslations("customers.erase");
  return (
    <ConfirmDialog
      trigger={t("open")}
      triggerVariant="ghost"
      title={t("title", { name })}
      text={
        <>
          <p>{t("goes")}</p>
          <p className="mt-2">{t("stays")}</p>
          <p className="mt-2 font-medium text-foreground">{t("final")}</p>
        </>
      }
      confirm={t("confirm")}
      isDestructive
      action={eraseCustomerAction}
      workspace={page.workspace}
      hidden={{ id: customer.id }}
      success={t("done")}
    />
  );
}
