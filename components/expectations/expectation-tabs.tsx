import { getTranslations } from "next-intl/server";
import { searchOf } from "@/components/dashboards/filter-search";
import { TabsLinks } from "@/components/ui/tabs-links";

const tabs = ["gaps", "map", "promises"] as const;
export type ExpectationTab = (typeof tabs)[number];

type ExpectationTabsProps = {
  current: ExpectationTab;
  workspace: string;
  /** What stays chosen from tab to tab; a promise is of one touchpoint and of one segment. */
  kept: Record<string, string | readonly string[] | undefined>;
};

/** What is not met, all of it side by side, and what we promised ourselves. */
export async function ExpectationTabs({ current, workspace, kept }: ExpectationTabsProps) {
  const t = await getTranslations("expectations.tabs");
  const here = `/w/${workspace}/expectations`;
  const hrefs: Record<ExpectationTab, string> = {
    gaps: `${here}${searchOf({ ...kept, view: undefined })}`,
    map: `${here}${searchOf({ ...kept, view: "map" })}`,
    promises: `${here}/promises${searchOf({ touchpoint: only(kept.touchpoint), segment: only(kept.segment) })}`,
  };
  return (
    <TabsLinks
      label={t("label")}
      tabs={tabs.map((tab) => ({ label: t(tab), href: hrefs[tab], isCurrent: tab === current }))}
    />
  );
}

const only = (chosen: string | readonly string[] | undefined): string | undefined => {
  const [one, ...more] = [chosen ?? []].flat();
  return more.length === 0 ? one : undefined;
};
