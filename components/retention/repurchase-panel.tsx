import { getTranslations } from "next-intl/server";
import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { RankedBars } from "@/components/charts/ranked-bars";
import { TrendFigure } from "@/components/charts/trend-figure";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Section } from "@/components/ui/section";
import type { RepurchaseData } from "@/lib/dashboards/queries/load-retention";
import type { PanelProps } from "./churn-panel";
import { prepareFigure, prepareFigureTrend, prepareGroups, prepareHow } from "./prepare-retention";

export async function RepurchasePanel({ content, data, addressOf, words }: PanelProps<RepurchaseData>) {
  const t = await getTranslations("retention");
  const { period, productGroups, grain } = data;
  const { repurchase, change: compared } = content;
  const [byDays] = repurchase.also;
  const nameOf = (key: string | null) =>
    productGroups.find((group) => group.key === key)?.name ?? key ?? t("groups.none");
  return (
    <>
      <KpiStrip>
        <KpiTile
          {...prepareFigure(
            repurchase.measured,
            {
              label: t("figures.repurchase"),
              href: addressOf("bought-again", period),
              compared,
              trend: content.trend,
            },
            words,
          )}
          definition={
            <DefinitionPopover
              {...prepareHow(repurchase.measured, t("figures.repurchase"), period, compared, words)}
              isCompact
            />
          }
        />
        {byDays ? (
          <KpiTile
            {...prepareFigure(
              byDays,
              { label: t("figures.repurchase-days"), href: addressOf("bought-days", period) },
              words,
            )}
            definition={
              <DefinitionPopover
                {...prepareHow(byDays, t("figures.repurchase-days"), period, null, words)}
                isCompact
              />
            }
          />
        ) : null}
      </KpiStrip>
      <div className="mt-10">
        <TrendFigure
          {...prepareFigureTrend(content.trend, grain, (of) => addressOf("bought-again", of), words)}
          title={t("trend.repurchase")}
          sentence={words.overview(`trend.by.${grain}`)}
          labels={{ period: words.overview("trend.period"), value: t("figures.repurchase") }}
        />
      </div>
      {content.groups.length > 0 ? (
        <Section title={t("groups.title")} lead={t("groups.lead")}>
          <RankedBars
            caption={t("groups.title")}
            bars={prepareGroups(
              content.groups,
              nameOf,
              (key) =>
                addressOf(
                  "bought-again",
                  period,
                  key === null ? { "set.without": "product-group" } : { "set.product-group": [key] },
                ),
              words,
            )}
          />
        </Section>
      ) : null}
    </>
  );
}
