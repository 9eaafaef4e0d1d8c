import { ArrowLeftRight } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DistributionBars } from "@/components/charts/distribution-bars";
import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { NpsSplitBar } from "@/components/charts/nps-split-bar";
import { KeepFinding } from "@/components/findings/keep-finding";
import { PageHeader } from "@/components/frame/page-header";
import { AddressMenu } from "@/components/ui/address-menu";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { FilterBar } from "@/components/ui/filter-bar";
import { Section } from "@/components/ui/section";
import { ViewsMenu } from "@/components/views/views-menu";
import type { CompareData } from "@/lib/dashboards/queries/load-compare";
import type { CompareSlicesInput } from "@/lib/dashboards/schema/compare-slices";
import type { PageContext } from "@/lib/doors/define-page";
import { scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { compareSearch } from "./compare-address";
import { DashboardTabs } from "./dashboard-tabs";
import { MixSection } from "./mix-section";
import {
  type CompareWords,
  compareSentence,
  differenceTile,
  narrowedTo,
  sideDistribution,
  sideFilters,
  sideTile,
  sliceName,
} from "./prepare-compare";
import { prepareDefinition } from "./prepare-definition";

type CompareViewProps = { data: CompareData; input: CompareSlicesInput; page: PageContext };

const sides = ["a", "b"] as const;

export async function CompareView({ data, input, page }: CompareViewProps) {
  const t = await getTranslations("compare");
  const words: CompareWords = {
    ...{ t: translator(page.locale, "overview"), compare: translator(page.locale, "compare") },
    ...{ locale: page.locale, fewBelow: data.places.settings.fewBelow },
  };
  const sentence = `${words.t(`measures.${data.measure}`)}: ${compareSentence(data, words)}`;
  return (
    <>
      <title>{t("title")}</title>
      <PageHeader title={t("title")} lead={sentence} />
      <DashboardTabs current="compare" input={{ ...input.b, measure: data.measure }} page={page} />
      <div className="mb-5 flex flex-wrap items-center gap-2 print:hidden">
        <AddressMenu
          label={words.t("chooseMeasure")}
          choices={scoreMeasures.map((measure) => ({
            label: words.t(`measures.${measure}`),
            href: compareSearch({ ...input, measure }),
            isCurrent: measure === data.measure,
          }))}
        />
        <ButtonLink href={swapped(data, input)} scroll={false}>
          <ArrowLeftRight aria-hidden="true" className="size-3.5" />
          {t("swap")}
        </ButtonLink>
        <div className="ms-auto flex flex-wrap items-center gap-2">
          <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
          {page.can("measures:write") ? (
            <KeepFinding workspace={page.workspace} page="compare" sentence={sentence} />
          ) : null}
        </div>
      </div>
      <div className="grid gap-x-10 gap-y-4 lg:grid-cols-2">
        {sides.map((side) => (
          <section key={side} aria-label={t("slice", { side: side.toUpperCase() })} className="min-w-0">
            <h2 className="mb-2 font-semibold">{t("slice", { side: side.toUpperCase() })}</h2>
            <FilterBar
              label={t("filtersOf", { side: side.toUpperCase() })}
              filters={sideFilters(data, input, side, words)}
            />
          </section>
        ))}
      </div>
      <KpiStrip>
        {sides.map((side) => (
          <KpiTile
            key={side}
            {...withNote(sideTile(data, side, page.workspace, words), narrowedTo(data, side, words))}
          />
        ))}
        <KpiTile
          {...differenceTile(data, words)}
          definition={<DefinitionPopover {...definitionOf(data, words)} isCompact />}
        />
      </KpiStrip>
      <Remarks data={data} words={words} />
      <Section title={words.t("distribution.title")} lead={words.t("distribution.lead")}>
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          {sides.map((side) => (
            <Distribution key={side} data={data} side={side} workspace={page.workspace} words={words} />
          ))}
        </div>
      </Section>
      <MixSection data={data} input={input} workspace={page.workspace} words={words} />
    </>
  );
}

/** The two change places, each with the period that it has now. */
function swapped({ a, b }: CompareData, input: CompareSlicesInput): string {
  const { period: first, ...filterA } = input.a;
  const spanA = first && first !== "before" && first !== "year" ? { period: first } : (a.period ?? {});
  const spanB = input.b.period ? { period: input.b.period } : (b.period ?? {});
  return compareSearch({ ...input, a: { ...input.b, ...spanB }, b: { ...filterA, ...spanA } });
}

const withNote = <Tile extends { note?: string }>(tile: Tile, narrowed: string | null): Tile =>
  narrowed ? { ...tile, note: [narrowed, tile.note].filter(Boolean).join(" · ") } : tile;

function definitionOf(data: CompareData, words: CompareWords) {
  const { a, b, difference, verdict } = data;
  return prepareDefinition(
    {
      ...{ key: data.measure, now: b.now, anonymous: b.anonymous, unanswered: b.unanswered },
      ...{ tally: b.tally, scale: b.scale, trend: [] },
      change: { before: a.now, difference, verdict },
    },
    { period: b.period, before: a.period },
    words,
  );
}

/** What a reader must know about the two: one is not over, or the same answers are in both. */
function Remarks({ data, words }: { data: CompareData; words: CompareWords }) {
  const { compare, locale } = words;
  const running = sides.filter((side) => !data[side].isOver).map((side) => side.toUpperCase());
  const said = [
    ...running.map((side) => compare("running", { side })),
    ...(data.shared > 0
      ? [compare("shared", { n: data.shared, shown: formatCount(data.shared, locale) })]
      : []),
  ];
  return said.length > 0 ? (
    <p className="mt-3 max-w-[72ch] text-pretty text-muted">{said.join(" ")}</p>
  ) : null;
}

type DistributionProps = { data: CompareData; side: "a" | "b"; workspace: string; words: CompareWords };

function Distribution({ data, side, workspace, words }: DistributionProps) {
  const drawn = sideDistribution(data, side, workspace, words);
  const name = sliceName(data, side, words);
  return (
    <div className="min-w-0">
      <h3 className="mb-3 font-medium">{name}</h3>
      {drawn ? (
        <div className="flex flex-col gap-6">
          {drawn.segments.length > 0 ? (
            <NpsSplitBar caption={`${words.t("distribution.groups")}, ${name}`} segments={drawn.segments} />
          ) : null}
          <DistributionBars caption={name} groups={drawn.bars} />
        </div>
      ) : (
        <p className="text-muted">
          {data[side].now.suppressed
            ? words.t("suppressed", { n: data[side].now.n })
            : words.t(data[side].now.n > 0 ? "noCommonValue" : "nobody")}
        </p>
      )}
    </div>
  );
}
