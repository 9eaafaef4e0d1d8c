import { getTranslations } from "next-intl/server";
import { TrendFigure } from "@/components/charts/trend-figure";
import { CommentList } from "@/components/dashboards/comment-list";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { KeepFinding } from "@/components/findings/keep-finding";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import type { GapCellInput } from "@/lib/expectations/schema";
import { formatPoints } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import type { GapCellPage } from "@/lib/splits/queries/load-cell-page";
import { WishesSection } from "../splits/wishes-section";
import { ExpectationDrawer } from "./expectation-drawer";
import { cellAddress } from "./gap-addresses";
import { GapCellFigures } from "./gap-cell-figures";
import { type GapWords, gapChip, ofScale, shortfallText } from "./gap-words";
import { definition } from "./gaps-view";
import { prepareGapCell } from "./prepare-gap-cell";
import { ownerText } from "./prepare-gaps";

type GapCellViewProps = { data: GapCellPage; input: GapCellInput; page: PageContext };

/** One touchpoint for one segment: what was expected, what was experienced, who said what, who answers for it. */
export async function GapCellView({ data, input, page }: GapCellViewProps) {
  const t = await getTranslations("expectations");
  const words: GapWords = { t: translator(page.locale, "expectations"), locale: page.locale };
  const { touchpoint, segment, row, list, places } = data;
  const { workspace } = page;
  const cell = prepareGapCell({ data, input, workspace, timeZone: page.timeZone, words });
  const here = { touchpoint: touchpoint.key, segment: segment?.key };
  const mayWrite = page.can("expectations:write");
  const isOwn =
    row?.expected?.recorded?.segmentId === (segment?.id ?? null) &&
    row?.expected?.recorded?.touchpointId !== null;
  const measureSearch = new URLSearchParams({
    touchpoint: touchpoint.key,
    ...(segment ? { segment: segment.key } : {}),
    from: "gap",
  });
  return (
    <>
      <PageHeader
        title={`${touchpoint.name}: ${cell.who}`}
        lead={cell.sentence}
        back={{ href: `/w/${workspace}/expectations`, label: t("title") }}
        actions={
          <>
            {mayWrite ? (
              <ButtonLink href={cellAddress(workspace, here, input, { open: "set" })} scroll={false}>
                {t("set.title")}
              </ButtonLink>
            ) : null}
            {page.can("measures:write") ? (
              <ButtonLink href={`/w/${workspace}/measures/new?${measureSearch}`} variant="primary">
                {t("makeMeasure")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <FilterBar
        filters={prepareFilters(
          places,
          { ...input, touchpoint: undefined, segment: undefined },
          { t: translator(page.locale, "overview"), locale: page.locale },
          { only: ["period", "channel", "product-group", "technique"] },
        )}
      >
        {page.can("measures:write") ? (
          <KeepFinding
            workspace={workspace}
            page="expectations"
            sentence={cell.sentence}
            touchpoint={touchpoint.key}
          />
        ) : null}
      </FilterBar>
      <TabsLinks
        label={t("map.segment")}
        tabs={[undefined, ...list.segments].map((one) => ({
          label: one?.name ?? t("everybody"),
          href: cellAddress(workspace, { touchpoint: touchpoint.key, segment: one?.key }, input),
          isCurrent: one?.key === segment?.key,
        }))}
      />
      {data.period && !data.isOver ? <p className="mb-4 text-muted">{t("running")}</p> : null}
      <div className="mb-8 flex flex-wrap items-start gap-x-10 gap-y-4">
        <Fact label={t("verdict")}>
          <span className="inline-flex flex-wrap gap-1.5">
            <VerdictChip {...gapChip(row?.verdict ?? "noExpectation", words)} />
            {row?.thin === "few" ? <VerdictChip word={t("few")} icon="few" tone="none" /> : null}
          </span>
        </Fact>
        <Fact label={t("expected")}>
          {row?.expected ? ofScale(row.gap?.expected ?? row.expected.value, row.question.scale, words) : "–"}
          {row?.expected ? <Small>{t(`origin.${row.expected.from}`)}</Small> : null}
        </Fact>
        <Fact label={t("experienced")}>
          {row?.experience.mean == null ? "–" : formatPoints(row.experience.mean, page.locale)}
          {cell.rows ? (
            <Small>
              <Link href={cell.rows.href} className="text-link">
                {cell.rows.n ?? cell.rows.text}
              </Link>
            </Small>
          ) : null}
        </Fact>
        <Fact label={t("gapLabel")}>
          {row?.gap ? shortfallText(row, words) : "–"}
          {cell.range ? <Small>{cell.range}</Small> : null}
        </Fact>
        <Fact label={t("importance")}>
          {row?.importance ? t("ofFive", { value: formatPoints(row.importance.value, page.locale) }) : "–"}
          {row?.importance ? <Small>{t(`origin.${row.importance.from}`)}</Small> : null}
        </Fact>
        <Fact label={t("owner")}>{ownerText(data.owner, words)}</Fact>
        <DefinitionPopover {...definition(data, words)} />
      </div>
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <GapCellFigures cell={cell} row={row} words={words} />
        <TrendFigure
          {...cell.trend}
          title={t("trend.title")}
          sentence={t(cell.trend.points.some(({ value }) => value !== null) ? "trend.lead" : "trend.nobody")}
          labels={{ period: t("trend.quarter"), value: t("gapLabel") }}
        />
      </div>
      {data.wishes ? <WishesSection wishes={data.wishes} touchpoint={touchpoint} page={page} /> : null}
      <CommentList comments={cell.comments} allHref={cell.commentsHref} lead={t("commentsLead")} />
      <Section title={t("history.title")} lead={t("history.lead")}>
        <DataTable
          caption={t("history.title")}
          empty={<p className="text-muted">{t("history.none")}</p>}
          columns={[
            { key: "since", label: t("history.since") },
            { key: "level", label: t("history.level"), phone: "line" },
            { key: "expected", label: t("expected"), isNumeric: true, phone: "column" },
            { key: "importance", label: t("importance"), isNumeric: true, phone: "line" },
            { key: "source", label: t("history.source"), phone: "line" },
            { key: "setBy", label: t("history.setBy"), phone: "line" },
          ]}
          rows={cell.versions.map(({ key, ...cells }) => ({ key, cells }))}
        />
      </Section>
      {mayWrite && input.open === "set" ? (
        <ExpectationDrawer
          workspace={workspace}
          closeHref={cellAddress(workspace, here, input)}
          touchpoints={places.touchpoints.map(({ key, name, retired }) => ({ key, name, retired }))}
          segments={places.segments.map(({ key, name, retired }) => ({ key, name, retired }))}
          chosen={{ touchpoint: touchpoint.key, segment: segment?.key ?? "" }}
          current={{
            expected: row?.expected?.recorded?.expected ?? null,
            importance: row?.importance?.value ?? null,
          }}
          isOwn={isOwn}
          today={data.today}
        />
      ) : null}
    </>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="eyebrow">{label}</p>
      <div className="figures mt-1 font-semibold">{children}</div>
    </div>
  );
}

const Small = ({ children }: { children: React.ReactNode }) => (
  <span className="block text-xs font-normal text-muted">{children}</span>
);
