import { MessageSquareText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { PhaseStrip } from "@/components/charts/phase-strip";
import { KeepFinding } from "@/components/findings/keep-finding";
import { PageHeader } from "@/components/frame/page-header";
import { BringBackButton } from "@/components/notices/bring-back-button";
import { NoticeList } from "@/components/notices/notice-list";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { OverviewData } from "@/lib/dashboards/queries/load-overview";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { formatPeriod } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";
import type { Period } from "@/lib/period/period";
import { CommentList } from "./comment-list";
import { DashboardBar } from "./dashboard-bar";
import { DashboardTabs } from "./dashboard-tabs";
import { FigureSection } from "./figure-section";
import { prepareCustomerDefinition, prepareDefinition } from "./prepare-definition";
import { prepareFilters } from "./prepare-filters";
import { prepareOverview } from "./prepare-overview";
import type { Words } from "./prepare-tile";
import { trendExport } from "./trend-export";
import { WhoAnswered } from "./who-answered";

type OverviewViewProps = { data: OverviewData; input: OverviewInput; page: PageContext };

export async function OverviewView({ data, input, page }: OverviewViewProps) {
  const t = await getTranslations("overview");
  const words: Words = {
    ...{ t: translator(page.locale, "overview"), locale: page.locale },
    fewBelow: data.places.settings.fewBelow,
  };
  const prepared = prepareOverview(data, input, page, words);
  const asFile = trendExport(data, input, page.workspace);
  const isEmpty =
    data.customers.measures.every(({ now }) => now.n === 0) &&
    data.measures.every(({ now, trend }) => now.n === 0 && trend.every(({ measured }) => measured.n === 0));
  return (
    <>
      <PageHeader title={t("title")} lead={isEmpty ? undefined : prepared.sentence} />
      <DashboardTabs current="" input={input} page={page} />
      <DashboardBar filters={prepareFilters(data.places, input, words)} input={input} page={page}>
        {page.can("measures:write") && !isEmpty ? (
          <KeepFinding workspace={page.workspace} page="" sentence={prepared.sentence} />
        ) : null}
        {asFile && !isEmpty ? <ExportMenu {...asFile} /> : null}
      </DashboardBar>
      {data.period && !data.isOver ? <p className="mb-4 text-muted">{t("periodRunning")}</p> : null}
      {isEmpty ? (
        <NothingYet page={page} period={data.period} />
      ) : (
        <>
          <KpiStrip>
            {prepared.tiles.map(({ measure, tile }) => (
              <KpiTile
                key={measure.key}
                {...tile}
                definition={<DefinitionPopover {...prepareDefinition(measure, data, words)} isCompact />}
              />
            ))}
            {prepared.customerTiles.map(({ measure, tile }) => (
              <KpiTile
                key={measure.key}
                {...tile}
                definition={
                  <DefinitionPopover {...prepareCustomerDefinition(measure, data, words)} isCompact />
                }
              />
            ))}
          </KpiStrip>
          {prepared.withoutMeaning ? <p className="mt-3 text-muted">{prepared.withoutMeaning}</p> : null}
          <div className="mt-8">
            <Section title={t("phases.title")} lead={t("phases.lead")}>
              <PhaseStrip caption={t("phases.title")} groups={prepared.phases} />
            </Section>
          </div>
          <NeedsYou data={data} prepared={prepared} page={page} />
          <FigureSection data={data} input={input} page={page} words={words} />
          <CommentList comments={prepared.comments} allHref={prepared.commentsHref} />
          <WhoAnswered tables={prepared.who} coverage={prepared.coverage} />
        </>
      )}
    </>
  );
}

type NeedsYouProps = { data: OverviewData; prepared: ReturnType<typeof prepareOverview>; page: PageContext };

async function NeedsYou({ data, prepared, page }: NeedsYouProps) {
  const t = await getTranslations("overview.needs");
  const { notices, sinceVisit } = prepared;
  return (
    <Section
      title={t("title")}
      lead={sinceVisit}
      actions={
        data.putAside > 0 ? <BringBackButton workspace={page.workspace} count={data.putAside} /> : null
      }
    >
      {notices.length > 0 ? (
        <NoticeList workspace={page.workspace} notices={notices} />
      ) : (
        <p className="text-muted">{t("nothing")}</p>
      )}
    </Section>
  );
}

async function NothingYet({ page, period }: { page: PageContext; period: Period | null }) {
  const t = await getTranslations("overview.empty");
  return (
    <EmptyState
      icon={MessageSquareText}
      title={t("title")}
      text={period ? t("inPeriod", { period: formatPeriod(period, page.locale) }) : t("atAll")}
      actions={
        <>
          <ButtonLink href="?period=all">{t("all")}</ButtonLink>
          <ButtonLink href={`/w/${page.workspace}/start`} variant="primary">
            {t("start")}
          </ButtonLink>
        </>
      }
    />
  );
}
