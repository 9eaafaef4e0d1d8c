import { getTranslations } from "next-intl/server";
import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { TrendFigure } from "@/components/charts/trend-figure";
import { prepareCustomerTile, prepareTile, type Words } from "@/components/dashboards/prepare-tile";
import { prepareTrend } from "@/components/dashboards/prepare-trend";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import { prepareSentence } from "@/lib/dashboards/rules/say-figure";
import type { SharedData, SharedOverview } from "@/lib/sharing/queries/load-shared";

type PartProps = { data: SharedData; content: SharedOverview; words: Words };

const leading = ["relationship-nps", "csat", "ces"];

export async function SharedOverviewPart({ content, words }: PartProps) {
  const t = await getTranslations("overview");
  const { chosen, measures, customers, trend, comments } = content;
  const name = words.t(`measures.${chosen.key}`);
  const shown = measures.filter(({ key }) => leading.includes(key) || key === chosen.key);
  return (
    <>
      <p className="mb-6 max-w-[72ch] text-[0.9375rem]/6 text-pretty">{prepareSentence(chosen, words)}</p>
      <KpiStrip>
        {shown.map((measure) => {
          const { href: _, ...tile } = prepareTile(measure, "", words);
          return <KpiTile key={measure.key} {...tile} />;
        })}
        {customers.map((measure) => (
          <KpiTile key={measure.key} {...prepareCustomerTile(measure, undefined, words)} />
        ))}
      </KpiStrip>
      <div className="mt-8">
        <TrendFigure
          {...prepareTrend({ grain: trend.grain, markers: [] }, chosen, () => undefined, words)}
          title={t("trend.title", { name })}
          sentence={words.t(`trend.by.${trend.grain}`)}
          labels={{ period: t("trend.period"), value: name }}
        />
      </div>
      {comments ? (
        <Section title={t("comments.title")} lead={t("comments.lead")}>
          {comments.length === 0 ? <p className="text-muted">{t("comments.none")}</p> : null}
          <ul className="grid gap-x-10 lg:grid-cols-2">
            {comments.map(({ score, text, touchpoint }) => (
              <li key={text} className="border-b border-separator py-3">
                <p className="flex items-start gap-3">
                  <Badge>{String(score)}</Badge>
                  <span className="text-pretty">{text}</span>
                </p>
                {touchpoint ? <p className="mt-1 text-xs text-muted">{touchpoint}</p> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
