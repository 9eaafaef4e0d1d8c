import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { replantDemoAction } from "@/lib/demo/actions";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";

type DemoViewProps = { data: { plantedAt: Date }; page: PageContext };

export async function DemoView({ data, page }: DemoViewProps) {
  const t = await getTranslations("demo");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <p className="mb-5 max-w-prose text-pretty text-muted">
        {t("plantedAt", { date: formatInstant(data.plantedAt, page.locale, page.timeZone) })}
      </p>
      <ConfirmDialog
        trigger={t("reset")}
        triggerVariant="danger-soft"
        title={t("resetTitle")}
        text={t("resetText")}
        confirm={t("resetConfirm")}
        isDestructive
        action={replantDemoAction}
        workspace={page.workspace}
        success={t("resetDone")}
      />
    </>
  );
}
