import { getTranslations } from "next-intl/server";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { type DashboardPage, dashboardAddress } from "./page-addresses";

type DashboardTabsProps = {
  current: DashboardPage;
  input: Omit<OverviewInput, "grain">;
  page: PageContext;
};

const pages: DashboardPage[] = ["", "breakdown"];

/** The dashboards side by side; the filter goes along. */
export async function DashboardTabs({ current, input, page }: DashboardTabsProps) {
  const t = await getTranslations("overview");
  const { measure, compare, period, from, to, segment, phase, touchpoint, channel, department, technique } =
    input;
  const kept = {
    ...{ measure, compare, period, from, to, segment, phase, touchpoint, channel, department, technique },
    "product-group": input["product-group"],
  };
  return (
    <TabsLinks
      label={t("pages")}
      tabs={pages.map((one) => ({
        label: one === "" ? t("title") : t("breakdown.title"),
        href: dashboardAddress(page.workspace, one, kept),
        isCurrent: one === current,
      }))}
    />
  );
}
