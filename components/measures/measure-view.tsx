import { Pencil } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { SlopeChart } from "@/components/charts/slope-chart";
import { TrendFigure } from "@/components/charts/trend-figure";
import { PageHeader } from "@/components/frame/page-header";
import { AddressMenu } from "@/components/ui/address-menu";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import { sentenceOf, translator } from "@/lib/language/translator";
import type { MeasureData } from "@/lib/measures/queries/load-measure";
import { callsForCorrection } from "@/lib/measures/rules/judge-measure";
import { isScored } from "@/lib/measures/schema";
import type { MeasurePageInput } from "@/lib/measures/schema/pages";
import { EffectTable } from "./effect-table";
import { figureInWords, type Words } from "./figure-words";
import { MeasureActions } from "./measure-actions";
import { Facts, History } from "./measure-facts";
import { effectInWords } from "./prepare-effect";
import { prepareComputation, prepareReadings, prepareSlopes, prepareTrendOf } from "./prepare-measure";
import { statusChip } from "./prepare-measures";

type MeasureViewProps = { data: MeasureData; input: MeasurePageInput; page: PageContext };

/** One measure: what it did, in words first; then drawn, counted, and what it costs. */
export async function MeasureView({ data, input, page }: MeasureViewProps) {
  const t = await getTranslations("measures");
  const words: Words = {
    t: translator(page.locale, "measures"),
    overview: translator(page.locale, "overview"),
    locale: page.locale,
    fewBelow: data.places.settings.fewBelow,
  };
  const { measure, effect } = data;
  const list = `/w/${page.workspace}/measures`;
  const here = `${list}/${measure.id}`;
  const sentence = effect.problem
    ? sentenceOf(effect.problem, page.locale).message
    : effectInWords(measure, effect, words);
  const mayWrite = page.can("measures:write");
  return (
    <>
      <PageHeader
        title={measure.name}
        lead={sentence}
        back={{ href: list, label: t("title") }}
        actions={
          mayWrite ? (
            <>
              <MeasureActions
                workspace={page.workspace}
                id={measure.id}
                name={measure.name}
                state={measure.state}
                isRetired={measure.isRetired}
              />
              <ButtonLink href={`${here}/edit`} variant="outline">
                <Pencil aria-hidden="true" />
                {t("edit")}
              </ButtonLink>
            </>
          ) : null
        }
      />
      <div className="mb-6 flex flex-wrap items-center gap-2">
        <VerdictChip {...statusChip(effect.status, words.t)} />
        <Badge>{t(`states.${measure.state}`)}</Badge>
        {measure.isRetired ? <Badge>{t("isRetired")}</Badge> : null}
        {callsForCorrection(effect.status) && mayWrite && data.corrections.length === 0 ? (
          <ButtonLink href={`${list}/new?corrects=${measure.id}`} variant="primary" size="sm">
            {t("correct")}
          </ButtonLink>
        ) : null}
      </div>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <Effect data={data} input={input} page={page} words={words} />
        </div>
        <div className="min-w-0">
          <Facts data={data} page={page} words={words} />
        </div>
      </div>
      <History data={data} page={page} />
    </>
  );
}

type PartProps = { data: MeasureData; page: PageContext; words: Words };

async function Effect({ data, input, page, words }: PartProps & { input: MeasurePageInput }) {
  const t = await getTranslations("measures");
  const { measure, effect, places } = data;
  if (!effect.now && !data.trend && data.kept.length === 0)
    return (
      <Section title={t("figure")}>
        <p>{figureInWords(measure.kpi, measure.kpiWords, places, words)}</p>
      </Section>
    );
  const readings = prepareReadings(data, input, page.workspace, words);
  const slopes = prepareSlopes(data, words);
  const trend = prepareTrendOf(data, page.workspace, words);
  const isOfPromises = measure.kpi?.measure === "promise";
  const segments = places.segments.filter(({ retired, key }) => !retired || key === input.within);
  return (
    <>
      {effect.reading ? (
        <Section
          title={t("effect")}
          lead={figureInWords(measure.kpi, measure.kpiWords, places, words)}
          actions={
            <>
              {measure.kpi && isScored(measure.kpi.measure) ? (
                <AddressMenu
                  label={t("forWhom")}
                  choices={[
                    { label: t("everybody"), href: "?", isCurrent: input.within === undefined },
                    ...segments.map(({ key, name }) => ({
                      label: name,
                      href: `?within=${encodeURIComponent(key)}`,
                      isCurrent: input.within === key,
                    })),
                  ]}
                />
              ) : null}
              <DefinitionPopover {...prepareComputation(data, words)} />
            </>
          }
        >
          {slopes ? <SlopeChart {...slopes} /> : null}
          <EffectTable rows={readings} caption={t("effect")} />
        </Section>
      ) : null}
      {trend ? (
        <Section title={t("trend")}>
          <TrendFigure
            title={figureInWords(measure.kpi, measure.kpiWords, places, words)}
            sentence={t(isOfPromises ? "keptLead" : "trendLead")}
            labels={{ period: t(isOfPromises ? "keptTime" : "quarter"), value: t("value") }}
            {...trend}
          />
        </Section>
      ) : null}
      {data.corrections.length > 0 || measure.corrects ? (
        <Section title={t("corrections")}>
          <ul className="flex flex-col gap-1">
            {measure.corrects ? (
              <li>
                {t("correctsThat")}{" "}
                <Link href={`/w/${page.workspace}/measures/${measure.corrects.id}`} className="text-link">
                  {measure.corrects.name}
                </Link>
              </li>
            ) : null}
            {data.corrections.map(({ id, name, state }) => (
              <li key={id} className="flex flex-wrap items-center gap-2">
                <Link href={`/w/${page.workspace}/measures/${id}`} className="text-link">
                  {name}
                </Link>
                <Badge>{t(`states.${state}`)}</Badge>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
