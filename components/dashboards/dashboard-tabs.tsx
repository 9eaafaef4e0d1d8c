import { getTranslations } from "next-intl/server";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { compareWithBefore } from "./compare-address";
import { type DashboardPage, dashboardAddress } from "./page-addresses";

type DashboardTabsProps = {
  current: DashboardPage;
  input: Partial<Omit<OverviewInput, "grain">>;
  page: PageContext;
};

const pages: DashboardPage[] = ["", "breakdown", "compare"];

/** The dashboards side by side; the filter goes along. */
export async function DashboardTabs({ current, input, page }: DashboardTabsProps) {
  const t = await getTranslations("overview");
  const ofTwo = await getTranslations("compare");
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
        label: one === "" ? t("title") : one === "compare" ? ofTwo("tab") : t("breakdown.title"),
        href:
          one === "compare"
            ? compareWithBefore(page.workspace, kept)
            : dashboardAddress(page.workspace, one, kept),
        isCurrent: one === current,
      }))}
    />
  );
}
