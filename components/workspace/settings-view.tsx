import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import type { PageContext } from "@/lib/doors/define-page";
import type { SettingsPage } from "@/lib/workspaces/queries/read-settings";
import { SettingsForm } from "./settings-form";

type SettingsViewProps = { data: SettingsPage; page: PageContext };

export async function SettingsView({ data, page }: SettingsViewProps) {
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { name: data.name })} />
      <SettingsForm
        key={data.settings.version}
        data={data}
        workspace={page.workspace}
        timeZones={Intl.supportedValuesOf("timeZone")}
        currencies={Intl.supportedValuesOf("currency")}
      />
    </>
  );
}
