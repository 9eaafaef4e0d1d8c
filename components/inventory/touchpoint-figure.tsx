import { getTranslations } from "next-intl/server";
import { DistributionBars } from "@/components/charts/distribution-bars";
import { TrendFigure } from "@/components/charts/trend-figure";
import { feedbackAddress, type RowsWanted } from "@/components/dashboards/feedback-address";
import { prepareDistribution } from "@/components/dashboards/prepare-distribution";
import { prepareTrend } from "@/components/dashboards/prepare-trend";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import type { TouchpointData } from "@/lib/inventory/queries/load-touchpoint";
import { translator } from "@/lib/language/translator";

type TouchpointFigureProps = { data: TouchpointData; rows: Omit<RowsWanted, "period">; page: PageContext };

/** How the experience developed, and who gave which score. */
export async function TouchpointFigure({ data, rows, page }: TouchpointFigureProps) {
  const t = await getTranslations("overview");
  const words = { t: translator(page.locale, "overview"), locale: page.locale };
  const { figure, trend } = data;
  const name = words.t("measures.experience");
  const drawing = prepareTrend(
    { grain: trend.grain, markers: data.markers },
    figure,
    (period) => feedbackAddress(page.workspace, { ...rows, period }),
    words,
  );
  const distribution = prepareDistribution(
    figure,
    (scores) => feedbackAddress(page.workspace, { ...rows, period: data.period, scores }),
    words,
  );
  return (
    <>
      <TrendFigure
        {...drawing}
        title={t("trend.title", { name })}
        sentence={
          drawing.points.some(({ value }) => value !== null)
            ? words.t(`trend.by.${trend.grain}`)
            : words.t("nobody")
        }
        labels={{ period: t("trend.period"), value: name }}
      />
      <Section title={t("distribution.title")} lead={t("distribution.lead")}>
        {distribution ? (
          <DistributionBars caption={t("distribution.title")} groups={distribution.bars} />
        ) : (
          <p className="text-muted">
            {figure.now.suppressed
              ? words.t("suppressed", { n: figure.now.n })
              : words.t(figure.now.n > 0 ? "noCommonValue" : "nobody")}
          </p>
        )}
      </Section>
    </>
  );
}
