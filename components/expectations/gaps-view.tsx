import { Scale } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { GapBars } from "@/components/charts/gap-bars";
import { GapMap } from "@/components/charts/gap-map";
import { searchOf } from "@/components/dashboards/filter-search";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { KeepFinding } from "@/components/findings/keep-finding";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import type { GapsPageData } from "@/lib/expectations/queries/load-gaps-page";
import { gapMap } from "@/lib/expectations/rules/gap-map";
import type { GapsPageInput } from "@/lib/expectations/schema";
import { formatPoints } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { ExpectationDrawer } from "./expectation-drawer";
import { ExpectationTabs } from "./expectation-tabs";
import type { GapWords } from "./gap-words";
import { prepareGapMap, wayBack, waysOfMap } from "./prepare-gap-map";
import { gapsLead, prepareWorst } from "./prepare-gaps";

type GapsViewProps = { data: GapsPageData; input: GapsPageInput; page: PageContext };

/** Which expectations do our customers have, and do we meet them? */
export async function GapsView({ data, input, page }: GapsViewProps) {
  const t = await getTranslations("expectations");
  const words: GapWords = { t: translator(page.locale, "expectations"), locale: page.locale };
  const { open: _, ...rest } = input;
  const mayWrite = page.can("expectations:write");
  const setHref = searchOf({ ...rest, open: "set" });
  const closeHref = `/w/${page.workspace}/expectations${searchOf(rest)}`;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={gapsLead(data, words)}
        actions={
          mayWrite ? (
            <ButtonLink href={setHref} scroll={false}>
              {t("set.title")}
            </ButtonLink>
          ) : null
        }
      />
      <ExpectationTabs current={input.view ?? "gaps"} workspace={page.workspace} kept={rest} />
      <FilterBar
        filters={prepareFilters(data.places, input, {
          t: translator(page.locale, "overview"),
          locale: page.locale,
        })}
      >
        {page.can("measures:write") ? (
          <KeepFinding workspace={page.workspace} page="expectations" sentence={gapsLead(data, words)} />
        ) : null}
        <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
        <ExportMenu href={`/w/${page.workspace}/expectations/export`} />
      </FilterBar>
      {data.period && !data.isOver ? <p className="mb-4 text-muted">{t("running")}</p> : null}
      {data.list.untold.length > 0 ? (
        <p className="mb-4 text-muted">{t("untold", { names: data.list.untold.join(", ") })}</p>
      ) : null}
      {data.list.rows.length === 0 ? (
        <EmptyState
          icon={Scale}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={mayWrite ? <ButtonLink href={setHref}>{t("set.title")}</ButtonLink> : null}
        />
      ) : (
        <WhatIsExpected data={data} input={input} workspace={page.workspace} words={words} />
      )}
      {mayWrite && input.open === "set" ? (
        <ExpectationDrawer
          workspace={page.workspace}
          closeHref={closeHref}
          touchpoints={data.places.touchpoints}
          segments={data.places.segments}
          chosen={{ touchpoint: input.touchpoint?.[0] ?? "", segment: input.segment?.[0] ?? "" }}
          today={data.today}
        />
      ) : null}
    </>
  );
}

type PartProps = { data: GapsPageData; input: GapsPageInput; workspace: string; words: GapWords };

function WhatIsExpected(props: PartProps) {
  return props.input.view === "map" ? <TheMap {...props} /> : <TheWorst {...props} />;
}

function TheWorst({ data, input, workspace, words }: PartProps) {
  const { t } = words;
  const worst = prepareWorst(data, input, workspace, words);
  return (
    <Section
      title={t("worst.title")}
      lead={t("worst.lead")}
      actions={<DefinitionPopover {...definition(data, words)} />}
    >
      {worst.length > 0 ? (
        <GapBars
          caption={t("worst.title")}
          labels={{ expected: t("expected"), experienced: t("experienced") }}
          bars={worst.map(({ verdicts, ...bar }) => ({
            ...bar,
            verdict: verdicts.map((verdict) => <VerdictChip key={verdict.word} {...verdict} />),
          }))}
        />
      ) : (
        <p className="text-muted">{t(data.counts.judged > 0 ? "worst.none" : "worst.nobody")}</p>
      )}
    </Section>
  );
}

function TheMap({ data, input, workspace, words }: PartProps) {
  const { t } = words;
  const figures = gapMap(data, input);
  const isZoomed = figures.of === "touchpoints";
  return (
    <Section
      title={isZoomed ? t("map.zoomedTitle", { name: figures.phase ?? t("map.chosen") }) : t("map.title")}
      lead={t(isZoomed ? "map.zoomedLead" : "map.lead")}
      actions={
        <>
          {isZoomed ? (
            <Link href={wayBack(input)} className="text-link">
              {t("map.back")}
            </Link>
          ) : null}
          <DefinitionPopover {...definition(data, words)} />
        </>
      }
    >
      <GapMap
        caption={t("map.title")}
        {...prepareGapMap(figures, waysOfMap(figures.of, workspace, input), words)}
      />
    </Section>
  );
}

/** "How is this computed?" */
export function definition({ list }: Pick<GapsPageData, "list">, { t, locale }: GapWords) {
  return {
    title: t("how.title"),
    paragraphs: [t("how.gap"), t("how.everybody"), t("how.verdict"), t("how.rank"), t("how.inherited")],
    parameters: [
      { label: t("how.tolerance"), value: formatPoints(list.tolerance, locale) },
      { label: t("how.validOn"), value: list.validOn },
    ],
  };
}
