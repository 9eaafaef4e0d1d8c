import { getTranslations } from "next-intl/server";
import { TabsLinks } from "@/components/ui/tabs-links";

export type JourneyTab = "" | "/buying" | "/steps" | "/board";

const tabs = [
  { path: "", name: "book" },
  { path: "/buying", name: "buying" },
  { path: "/steps", name: "steps" },
  { path: "/board", name: "board" },
] as const satisfies { path: JourneyTab; name: string }[];

/** The book, what customers want to know before they buy, the steps from phase to phase, and who is where. */
export async function JourneyTabs({ current, workspace }: { current: JourneyTab; workspace: string }) {
  const t = await getTranslations("phasebook.tabs");
  return (
    <TabsLinks
      label={t("label")}
      tabs={tabs.map(({ path, name }) => ({
        label: t(name),
        href: `/w/${workspace}/journey${path}`,
        isCurrent: path === current,
      }))}
    />
  );
}
