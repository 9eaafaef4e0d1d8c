import { Route } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { searchOf } from "@/components/dashboards/filter-search";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { AddressMenu } from "@/components/ui/address-menu";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { TabsLinks } from "@/components/ui/tabs-links";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { formatPeriod } from "@/lib/format/dates";
import type { JourneyMapData } from "@/lib/journeys/queries/load-journey-map";
import { type JourneyMapInput, sides } from "@/lib/journeys/schema/map";
import { translator } from "@/lib/language/translator";
import { MapBoard } from "./map-board";
import { MapLegend } from "./map-legend";
import { MapSheet } from "./map-sheet";
import { PictureMenu } from "./picture-menu";
import { prepareMap } from "./prepare-map";

type MapViewProps = { data: JourneyMapData; input: JourneyMapInput; page: PageContext };

/** What a group of customers goes through, from the first attention to the last word. */
export async function MapView({ data, input, page }: MapViewProps) {
  const t = await getTranslations("journey");
  const words = {
    t: translator(page.locale, "journey"),
    overview: translator(page.locale, "overview"),
    locale: page.locale,
    fewBelow: data.places.settings.fewBelow,
  };
  const view = prepareMap(data, page.workspace, words);
  const here = (changed: Partial<Record<keyof JourneyMapInput, string | undefined>>) =>
    searchOf({ ...input, side: input.side === "as-is" ? undefined : input.side, ...changed });
  const whose: Record<string, string> = data.persona
    ? { persona: data.persona.key }
    : data.segment
      ? { segment: data.segment.key }
      : {};
  const hasCards = view.columns.some(({ cards }) => cards.length > 0);
  const against = data.against ? formatPeriod(data.against, page.locale) : null;
  const picture = { view, side: data.side, period: periodName(data, page.locale), against };
  return (
    <>
      {hasCards ? <MapSheet picture={picture} /> : null}
      <div className={hasCards ? "print:hidden" : undefined}>
        <PageHeader
          title={t("titleOf", { who: view.title })}
          lead={view.sentence}
          actions={hasCards ? <PictureMenu picture={picture} /> : null}
        />
        <FilterBar
          filters={prepareFilters(
            data.places,
            { period: input.period, from: input.from, to: input.to },
            { ...words, t: words.overview },
            { only: ["period"] },
          )}
        >
          {data.personas.length + data.segments.length > 0 ? (
            <AddressMenu
              label={t("whose")}
              choices={[
                ...data.personas.map(({ key, name }) => ({
                  label: name,
                  href: here({ persona: key, segment: undefined }),
                  isCurrent: data.persona?.key === key,
                })),
                ...data.segments.map(({ key, name }) => ({
                  label: t("segmentNamed", { name }),
                  href: here({ segment: key, persona: undefined }),
                  isCurrent: !data.persona && data.segment?.key === key,
                })),
              ]}
            />
          ) : null}
          {data.earlier.length > 0 ? (
            <AddressMenu
              label={t("against")}
              choices={[
                {
                  label: t("againstNothing"),
                  href: here({ against: undefined }),
                  isCurrent: data.against === null,
                },
                ...data.earlier.map((one) => ({
                  label: formatPeriod(one, page.locale),
                  href: here({ against: one.from }),
                  isCurrent: data.against?.from === one.from,
                })),
              ]}
            />
          ) : null}
          <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
          <ExportMenu href={`/w/${page.workspace}/journey/map/export`} />
        </FilterBar>
        {data.period && !data.isOver ? (
          <p className="mb-4 text-muted">{words.overview("periodRunning")}</p>
        ) : null}
        <TabsLinks
          label={t("sideLabel")}
          tabs={sides.map((side) => ({
            label: t(`sides.${side}`),
            href: here({ side: side === "as-is" ? undefined : side }),
            isCurrent: data.side === side,
          }))}
        />
        {data.persona ? <PersonaLine data={data} page={page} /> : null}
        {hasCards ? (
          <>
            <MapLegend view={view} against={against} />
            <MapBoard
              key={`${data.side} ${JSON.stringify(whose)}`}
              view={view}
              context={{
                workspace: page.workspace,
                canWrite: page.can("journeys:write"),
                side: data.side,
                whose,
              }}
            />
          </>
        ) : (
          <EmptyState
            icon={Route}
            title={t("empty.title")}
            text={t("empty.text")}
            actions={
              page.can("touchpoints:write") ? (
                <ButtonLink href={`/w/${page.workspace}/admin/touchpoints`}>{t("empty.act")}</ButtonLink>
              ) : null
            }
          />
        )}
        {data.nowhere > 0 ? (
          <p className="mt-4 text-xs text-muted">{t("nowhere", { n: data.nowhere })}</p>
        ) : null}
      </div>
    </>
  );
}

const periodName = ({ period }: JourneyMapData, locale: string): string =>
  period ? formatPeriod(period, locale) : "";

/** Who it is, in their own words. */
async function PersonaLine({ data: { persona }, page }: { data: JourneyMapData; page: PageContext }) {
  const t = await getTranslations("journey");
  if (!persona) return null;
  return (
    <div className="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      {persona.quote ? <p className="text-[0.9375rem]/6 text-pretty italic">{persona.quote}</p> : null}
      <Link href={`/w/${page.workspace}/personas/${persona.key}`} className="text-link">
        {t("toPersona")}
      </Link>
    </div>
  );
}
