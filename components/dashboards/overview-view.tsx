import { MessageSquareText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DistributionBars } from "@/components/charts/distribution-bars";
import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { NpsSplitBar } from "@/components/charts/nps-split-bar";
import { TrendFigure } from "@/components/charts/trend-figure";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { MeasureData, OverviewData } from "@/lib/dashboards/queries/load-overview";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { formatPeriod } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";
import type { Period } from "@/lib/period/period";
import { feedbackAddress } from "./feedback-address";
import { prepareDefinition } from "./prepare-definition";
import { prepareDistribution } from "./prepare-distribution";
import { prepareFilters } from "./prepare-filters";
import { prepareSentence } from "./prepare-sentence";
import { prepareTile, type Words } from "./prepare-tile";
import { prepareTrend } from "./prepare-trend";
import { trendExport } from "./trend-export";

type OverviewViewProps = { data: OverviewData; input: OverviewInput; page: PageContext };

export async function OverviewView({ data, input, page }: OverviewViewProps) {
  const t = await getTranslations("overview");
  const words: Words = { t: translator(page.locale, "overview"), locale: page.locale };
  const shown = data.measures.filter(
    ({ key, now, trend }) => key !== "contact-nps" || now.n > 0 || trend.length > 0,
  );
  const chosen = data.measures.find(({ key }) => key === data.chosen);
  const rowsOf = (measure: MeasureData, period: Period | null, scores?: number[]) =>
    feedbackAddress(page.workspace, {
      measure: measure.key,
      period,
      touchpoint: input.touchpoint,
      channel: input.channel,
      ...(scores ? { scores } : {}),
    });
  const nothingAtAll = data.measures.every(
    ({ now, trend }) => now.n === 0 && trend.every(({ measured }) => measured.n === 0),
  );
  return (
    <>
      <title>{t("title")}</title>
      <PageHeader title={t("title")} lead={nothingAtAll ? undefined : prepareSentence(chosen, words)} />
      <FilterBar filters={prepareFilters(data, input, words)}>
        {chosen && !nothingAtAll ? (
          <ExportMenu {...trendExport(chosen, data, input, page.workspace)} />
        ) : null}
      </FilterBar>
      {data.period && !data.isOver ? <p className="mb-4 text-muted">{t("periodRunning")}</p> : null}
      {nothingAtAll ? (
        <NothingYet page={page} period={data.period} />
      ) : (
        <>
          <KpiStrip>
            {shown.map((measure) => (
              <KpiTile
                key={measure.key}
                {...prepareTile(measure, rowsOf(measure, data.period), words)}
                definition={<DefinitionPopover {...prepareDefinition(measure, data, words)} isCompact />}
              />
            ))}
          </KpiStrip>
          <div className="mt-8">
            <TabsLinks
              label={t("chooseMeasure")}
              tabs={shown.map(({ key }) => ({
                label: t(`measures.${key}`),
                href: measureAddress(input, key),
                isCurrent: key === data.chosen,
              }))}
            />
          </div>
          {chosen ? (
            <div className="mt-6 grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <Trend data={data} measure={chosen} hrefOf={(period) => rowsOf(chosen, period)} words={words} />
              <div>
                <Distribution
                  measure={chosen}
                  hrefOf={(scores) => rowsOf(chosen, data.period, scores)}
                  words={words}
                />
              </div>
            </div>
          ) : null}
        </>
      )}
    </>
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
          {page.can("imports:write") ? (
            <ButtonLink href={`/w/${page.workspace}/imports`}>{t("import")}</ButtonLink>
          ) : null}
        </>
      }
    />
  );
}

type PartProps<Argument> = { measure: MeasureData; hrefOf: (argument: Argument) => string; words: Words };

async function Trend({ data, measure, hrefOf, words }: PartProps<Period> & { data: OverviewData }) {
  const t = await getTranslations("overview.trend");
  const name = words.t(`measures.${measure.key}`);
  const drawing = prepareTrend(data, measure, hrefOf, words);
  return (
    <TrendFigure
      {...drawing}
      title={t("title", { name })}
      sentence={
        drawing.points.some(({ value }) => value !== null) ? t(`by.${data.grain}`) : words.t("nobody")
      }
      labels={{ period: t("period"), value: name }}
    />
  );
}

async function Distribution({ measure, hrefOf, words }: PartProps<number[]>) {
  const t = await getTranslations("overview.distribution");
  const drawing = prepareDistribution(measure, hrefOf, words);
  const title = t("title");
  return (
    <Section title={title} lead={t("lead")}>
      {drawing ? (
        <div className="flex flex-col gap-6">
          <NpsSplitBar caption={t("groups")} segments={drawing.segments} />
          <DistributionBars caption={title} groups={drawing.bars} />
        </div>
      ) : (
        <p className="text-muted">
          {measure.now.suppressed ? words.t("suppressed", { n: measure.now.n }) : words.t("nobody")}
        </p>
      )}
    </Section>
  );
}

function measureAddress(input: OverviewInput, measure: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...input, measure })) {
    for (const one of [value ?? []].flat()) search.append(name, one);
  }
  return `?${search}`;
}
