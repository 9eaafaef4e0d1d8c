import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageHeader } from "@/components/frame/page-header";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { TabsLinks } from "@/components/ui/tabs-links";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { type DriversData, usualPeriod } from "@/lib/drivers/queries/load-drivers";
import { type DriversInput, outcomes } from "@/lib/drivers/schema";
import { translator } from "@/lib/language/translator";
import { searchOf } from "../dashboards/filter-search";
import { prepareFilters } from "../dashboards/prepare-filters";
import { DriversFigure } from "./drivers-figure";

type DriversViewProps = { data: DriversData; input: DriversInput; page: PageContext };

/** What is tied to the judgement as a whole. The cases are here; working them out may take a second and comes after. */
export async function DriversView({ data, input, page }: DriversViewProps) {
  const t = await getTranslations("drivers");
  const filterWords = { t: translator(page.locale, "overview"), locale: page.locale };
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <TabsLinks
        label={t("outcome")}
        tabs={outcomes.map((outcome) => ({
          label: t(`outcomes.${outcome}`),
          href: searchOf({ ...input, outcome }),
          isCurrent: outcome === data.outcome,
        }))}
      />
      <FilterBar filters={prepareFilters(data.places, input, filterWords, { fallback: usualPeriod })}>
        <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
        <ExportMenu href={`/w/${page.workspace}/drivers/export`} />
      </FilterBar>
      {data.period && !data.isOver ? (
        <p className="mb-4 text-muted">{filterWords.t("periodRunning")}</p>
      ) : null}
      <Suspense fallback={<Skeleton shape="table" count={8} label={t("waiting")} />}>
        <DriversFigure data={data} input={input} page={page} />
      </Suspense>
    </>
  );
}
