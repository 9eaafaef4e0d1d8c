import { HeartHandshake } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { TabsLinks } from "@/components/ui/tabs-links";
import { ViewsMenu } from "@/components/views/views-menu";
import type { RetentionData } from "@/lib/dashboards/queries/load-retention";
import { type RetentionInput, retentionViews } from "@/lib/dashboards/schema/customer-pages";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import { ChurnPanel } from "./churn-panel";
import { CohortPanel } from "./cohort-panel";
import { prepareLead } from "./prepare-lead";
import { prepareRetentionFilters, type Words } from "./prepare-retention";
import { RepurchasePanel } from "./repurchase-panel";
import { setAddresses } from "./set-address";
import { SurvivalPanel } from "./survival-panel";

type RetentionViewProps = { data: RetentionData; input: RetentionInput; page: PageContext };

export async function RetentionView({ data, input, page }: RetentionViewProps) {
  const t = await getTranslations("retention");
  const words: Words = {
    t: translator(page.locale, "retention"),
    overview: translator(page.locale, "overview"),
    locale: page.locale,
  };
  const { content } = data;
  const lead = prepareLead(data, words);
  const parts = { data, addressOf: setAddresses(page.workspace, input, data), words, page };
  return (
    <>
      <PageHeader title={t("title")} lead={lead ?? undefined} />
      <FilterBar filters={prepareRetentionFilters(data, input, words)}>
        <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
      </FilterBar>
      <TabsLinks
        label={t("views.label")}
        tabs={retentionViews.map((view) => ({
          label: t(`views.${view}`),
          href: viewAddress(input, view),
          isCurrent: view === content.view,
        }))}
      />
      {!data.isOver && (content.view === "churn" || content.view === "repurchase") ? (
        <p className="mb-4 text-muted">{words.overview("periodRunning")}</p>
      ) : null}
      {lead === null ? (
        <Nobody page={page} />
      ) : content.view === "churn" ? (
        <ChurnPanel content={content} {...parts} />
      ) : content.view === "cohorts" ? (
        <CohortPanel content={content} {...parts} />
      ) : content.view === "survival" ? (
        <SurvivalPanel content={content} {...parts} />
      ) : (
        <RepurchasePanel content={content} {...parts} />
      )}
    </>
  );
}

async function Nobody({ page }: { page: PageContext }) {
  const t = await getTranslations("retention.empty");
  return (
    <EmptyState
      icon={HeartHandshake}
      title={t("title")}
      text={t("text")}
      actions={
        <>
          <ButtonLink href="?period=last-12-months">{t("longer")}</ButtonLink>
          {page.can("imports:write") ? (
            <ButtonLink href={`/w/${page.workspace}/imports`}>{t("import")}</ButtonLink>
          ) : null}
        </>
      }
    />
  );
}

function viewAddress(input: RetentionInput, view: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...input, view })) {
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  }
  return `?${search}`;
}
