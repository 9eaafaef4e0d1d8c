import { getTranslations } from "next-intl/server";
import { TabsLinks } from "@/components/ui/tabs-links";

export type JourneyTab = "" | "/steps" | "/board";

const tabs: JourneyTab[] = ["", "/steps", "/board"];

/** The book, the steps from phase to phase, and who is where. */
export async function JourneyTabs({ current, workspace }: { current: JourneyTab; workspace: string }) {
  const t = await getTranslations("phasebook.tabs");
  return (
    <TabsLinks
      label={t("label")}
      tabs={tabs.map((path) => ({
        label: t(path === "" ? "book" : path === "/steps" ? "steps" : "board"),
        href: `/w/${workspace}/journey${path}`,
        isCurrent: path === current,
      }))}
    />
  );
}
