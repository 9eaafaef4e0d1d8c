import { Flag } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CopyPicture } from "@/components/charts/copy-picture";
import { DistributionBars } from "@/components/charts/distribution-bars";
import { NpsSplitBar } from "@/components/charts/nps-split-bar";
import { TrendFigure } from "@/components/charts/trend-figure";
import { ButtonLink } from "@/components/ui/button-link";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import type { OverviewData } from "@/lib/dashboards/queries/load-overview";
import type { MeasureData } from "@/lib/dashboards/queries/measure-reading";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { formatCount } from "@/lib/format/numbers";
import { grains } from "@/lib/period/grain";
import type { Period } from "@/lib/period/period";
import { feedbackAddress } from "./feedback-address";
import { searchOf } from "./filter-search";
import { dashboardAddress } from "./page-addresses";
import { pictureLines } from "./picture-lines";
import { prepareDistribution } from "./prepare-distribution";
import type { Words } from "./prepare-tile";
import { prepareTrend } from "./prepare-trend";

type FigureSectionProps = { data: OverviewData; input: OverviewInput; page: PageContext; words: Words };

/** One figure at length: how it developed, and who gave which score. */
export async function FigureSection({ data, input, page, words }: FigureSectionProps) {
  const t = await getTranslations("overview");
  const { chosen, trend } = data;
  const name = words.t(`measures.${chosen.key}`);
  const rows = { filter: input, measure: chosen.key };
  const markHref = (on?: string) =>
    `/w/${page.workspace}/admin/markers${searchOf({
      open: "new",
      on,
      touchpoint: input.touchpoint?.length === 1 ? input.touchpoint : undefined,
      back: dashboardAddress(page.workspace, "", input),
    })}`;
  const drawing = prepareTrend(
    { grain: trend.grain, markers: data.markers },
    chosen,
    (period) => feedbackAddress(page.workspace, { ...rows, period }),
    words,
    page.can("markers:write") ? markHref : undefined,
  );
  const distribution = prepareDistribution(
    chosen,
    (scores) => feedbackAddress(page.workspace, { ...rows, period: data.period, scores }),
    words,
  );
  const tabs = data.measures.filter(
    (one) => one.now.n > 0 || one.key === chosen.key || one.trend.some(({ measured }) => measured.n > 0),
  );
  return (
    <>
      <div className="mt-10">
        <TabsLinks
          label={t("chooseMeasure")}
          tabs={tabs.map(({ key }) => ({
            label: words.t(`measures.${key}`),
            href: searchOf({ ...input, measure: key }),
            isCurrent: key === chosen.key,
          }))}
        />
      </div>
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <TrendFigure
          {...drawing}
          title={t("trend.title", { name })}
          sentence={
            drawing.points.some(({ value }) => value !== null)
              ? words.t(`trend.by.${trend.grain}`)
              : words.t("nobody")
          }
          labels={{ period: t("trend.period"), value: name }}
          actions={
            <>
              <ChoiceLinks
                label={t("trend.grain")}
                choices={grains.map((grain) => ({
                  label: t(`trend.grains.${grain}`),
                  href: searchOf({ ...input, grain }),
                  isCurrent: grain === trend.grain,
                }))}
              />
              {page.can("markers:write") ? (
                <ButtonLink
                  href={markHref()}
                  variant="ghost"
                  size="sm"
                  isIconOnly
                  aria-label={t("trend.mark")}
                  className="text-muted print:hidden"
                >
                  <Flag aria-hidden="true" className="size-4" />
                </ButtonLink>
              ) : null}
              <CopyPicture
                title={t("trend.title", { name })}
                lines={pictureLines(
                  {
                    period: trendSpan(chosen),
                    filter: input,
                    places: data.places,
                    n: answersOf(chosen, words),
                  },
                  words,
                )}
              />
            </>
          }
        />
        <Section title={t("distribution.title")} lead={t("distribution.lead")}>
          {distribution ? (
            <div className="flex flex-col gap-6">
              {distribution.segments.length > 0 ? (
                <NpsSplitBar caption={t("distribution.groups")} segments={distribution.segments} />
              ) : null}
              <DistributionBars caption={t("distribution.title")} groups={distribution.bars} />
            </div>
          ) : (
            <p className="text-muted">
              {chosen.now.suppressed
                ? words.t("suppressed", { n: chosen.now.n })
                : words.t(chosen.now.n > 0 ? "noCommonValue" : "nobody")}
            </p>
          )}
        </Section>
      </div>
    </>
  );
}

/** From the first to the last point of the line. */
function trendSpan({ trend }: MeasureData): Period | null {
  const [first, last] = [trend[0], trend.at(-1)];
  return first && last ? { from: first.start, to: last.end } : null;
}

function answersOf({ trend }: MeasureData, { t, locale }: Words): string {
  const n = trend.reduce((sum, { measured }) => sum + measured.n, 0);
  return t("answers", { n, shown: formatCount(n, locale) });
}
