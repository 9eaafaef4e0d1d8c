import { getTranslations } from "next-intl/server";
import { TabsLinks } from "@/components/ui/tabs-links";

const pages = ["list", "moments", "brand"] as const;
type InventoryPage = (typeof pages)[number];

/** What can be asked about the touchpoints as a whole. */
export async function InventoryTabs({ current, workspace }: { current: InventoryPage; workspace: string }) {
  const t = await getTranslations("inventory");
  const at = `/w/${workspace}/touchpoints`;
  return (
    <TabsLinks
      label={t("pages.label")}
      tabs={pages.map((page) => ({
        label: t(`pages.${page}`),
        href: page === "list" ? at : `${at}/${page}`,
        isCurrent: page === current,
      }))}
    />
  );
}
