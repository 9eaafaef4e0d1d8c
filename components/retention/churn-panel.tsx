import { getTranslations } from "next-intl/server";
import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { RankedBars } from "@/components/charts/ranked-bars";
import { TrendFigure } from "@/components/charts/trend-figure";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { reasonInWords } from "@/lib/contracts/rules/usual-reasons";
import type { ChurnData, RetentionData } from "@/lib/dashboards/queries/load-retention";
import type { PageContext } from "@/lib/doors/define-page";
import { formatMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import { retention } from "@/lib/metrics/churn";
import {
  prepareFigure,
  prepareFigureTrend,
  prepareGroups,
  prepareHow,
  type Words,
} from "./prepare-retention";
import type { AddressOf } from "./set-address";

export type PanelProps<Content> = {
  content: Content;
  data: RetentionData;
  addressOf: AddressOf;
  words: Words;
  page: PageContext;
};

export async function ChurnPanel(props: PanelProps<ChurnData>) {
  const { content, data, addressOf, words } = props;
  const t = await getTranslations("retention");
  const { period } = data;
  const { churn, change: compared } = content;
  const { counts, definition } = churn.measured;
  const staying = retention({ start: counts.denominator, lost: counts.numerator }, definition.parameters);
  const [early] = churn.also;
  return (
    <>
      <KpiStrip>
        <KpiTile
          {...prepareFigure(
            churn.measured,
            { label: t("figures.churn"), href: addressOf("lost", period), compared, trend: content.trend },
            words,
          )}
          definition={
            <DefinitionPopover
              {...prepareHow(churn.measured, t("figures.churn"), period, compared, words)}
              isCompact
            />
          }
        />
        <KpiTile
          {...prepareFigure(
            staying,
            { label: t("figures.retention"), href: addressOf("stayed", period) },
            words,
          )}
          definition={
            <DefinitionPopover
              {...prepareHow(staying, t("figures.retention"), period, null, words)}
              isCompact
            />
          }
        />
        {early ? (
          <KpiTile
            {...prepareFigure(
              early,
              { label: t("figures.early-loss"), href: addressOf("early-lost", period) },
              words,
            )}
            definition={
              <DefinitionPopover
                {...prepareHow(early, t("figures.early-loss"), period, null, words)}
                isCompact
              />
            }
          />
        ) : null}
        <RevenueTiles {...props} />
      </KpiStrip>
      <Flow {...props} />
      <div className="mt-10">
        <TrendFigure
          {...prepareFigureTrend(content.trend, data.grain, (of) => addressOf("lost", of), words)}
          title={t("trend.churn")}
          sentence={words.overview(`trend.by.${data.grain}`)}
          labels={{ period: words.overview("trend.period"), value: t("figures.churn") }}
        />
      </div>
      {content.reasons.length > 0 ? (
        <Section title={t("reasons.title")} lead={t("reasons.lead")}>
          <RankedBars
            caption={t("reasons.title")}
            bars={prepareGroups(
              content.reasons,
              (key) => (key === null ? t("reasons.none") : reasonInWords(key, words.locale)),
              (key) => addressOf("lost", period, { "set.reason": key ?? "" }),
              words,
            )}
          />
        </Section>
      ) : null}
      {content.segments.length > 0 ? (
        <Section title={t("segments.title")} lead={t("segments.lead")}>
          <RankedBars
            caption={t("segments.title")}
            bars={prepareGroups(
              content.segments,
              (key) => data.segments.find((one) => one.key === key)?.name ?? key ?? t("segments.none"),
              (key) =>
                addressOf(
                  "lost",
                  period,
                  key === null ? { "set.without": "segment" } : { "set.segment": [key] },
                ),
              words,
            )}
          />
        </Section>
      ) : null}
      {content.plans.length > 0 ? (
        <Section title={t("plans.title")} lead={t("plans.lead")}>
          <RankedBars
            caption={t("plans.title")}
            bars={prepareGroups(
              content.plans,
              (key) => key ?? t("plans.none"),
              (key) =>
                addressOf("lost", period, key === null ? { "set.without": "plan" } : { "set.plan": [key] }),
              words,
            )}
          />
        </Section>
      ) : null}
    </>
  );
}

async function RevenueTiles({
  content: { revenue },
  data: { period },
  addressOf,
  words,
  page,
}: PanelProps<ChurnData>) {
  const t = await getTranslations("retention.figures");
  if (!revenue) return null;
  const all = [revenue.measured, ...revenue.also];
  return all.map((measured) => (
    <KpiTile
      key={measured.definition.id}
      {...prepareFigure(
        measured,
        {
          label: t(measured.definition.id as "revenue" | "revenue-net"),
          href: addressOf("start", period, { "set.rule": "contract" }),
          n: words.t("ofRevenue", {
            amount: formatMoney(measured.counts.denominator, page.currency, page.locale),
            n: measured.n,
            shown: formatCount(measured.n, page.locale),
          }),
        },
        words,
      )}
      definition={
        <DefinitionPopover
          {...prepareHow(
            measured,
            t(measured.definition.id as "revenue" | "revenue-net"),
            period,
            null,
            words,
          )}
          isCompact
        />
      }
    />
  ));
}

/** What became of the customers between the two ends, each count with the way to its people. */
async function Flow({
  content: { churn, notices, reasons },
  data: { period },
  addressOf,
  words,
}: PanelProps<ChurnData>) {
  const t = await getTranslations("retention.flow");
  const involuntary = churn.flow?.involuntary ?? 0;
  const { counts } = churn.measured;
  const steps: [string, number, string][] = [
    [t("start"), counts.denominator, addressOf("start", period)],
    [t("lost"), counts.numerator, addressOf("lost", period)],
    ...(reasons.length > 0 && churn.flow
      ? ([
          [
            t("voluntary"),
            counts.numerator - involuntary,
            addressOf("lost", period, { "set.involuntary": "leftOut" }),
          ],
          [t("involuntary"), involuntary, addressOf("lost", period, { "set.involuntary": "only" })],
        ] as [string, number, string][])
      : []),
    ...(churn.flow
      ? ([
          [t("new"), churn.flow.new, addressOf("new", period)],
          [t("earlyLost"), churn.flow.earlyLost, addressOf("early-lost", period)],
          [t("back"), churn.flow.back, addressOf("back", period)],
          [t("end"), churn.flow.end, addressOf("end", period)],
        ] as [string, number, string][])
      : []),
    ...(notices
      ? ([
          [t("notices"), notices.given, addressOf("notices", period)],
          [t("saves"), notices.takenBack, addressOf("saves", period)],
        ] as [string, number, string][])
      : []),
  ];
  return (
    <Section title={t("title")} lead={t("lead")}>
      <dl className="grid grid-cols-2 gap-x-8 sm:grid-cols-3 lg:grid-cols-5">
        {steps.map(([label, n, href]) => (
          <div
            key={label}
            className="flex items-baseline justify-between gap-3 border-b border-separator py-2"
          >
            <dt className="min-w-0 text-muted">{label}</dt>
            <dd className="figures font-medium">
              <Link
                href={href}
                aria-label={`${formatCount(n, words.locale)}, ${label}`}
                className="text-link"
              >
                {formatCount(n, words.locale)}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
