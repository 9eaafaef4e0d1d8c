import { Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount, formatShare } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { type BoardData, cardsPerPage } from "@/lib/phasebook/queries/load-board";
import type { BoardInput } from "@/lib/phasebook/schema/pages";
import { Board, type BoardColumnShown } from "./board";
import { JourneyTabs } from "./journey-tabs";

type BoardViewProps = { data: BoardData; input: BoardInput; page: PageContext };

/** Who is where: a column for each phase, a card for each customer. */
export async function BoardView({ data, input, page }: BoardViewProps) {
  const t = await getTranslations("phasebook");
  const { locale, workspace } = page;
  const fullest = [...data.columns].sort((a, b) => b.total - a.total)[0];
  const lead =
    fullest && data.total > 0
      ? t("board.lead", {
          n: data.total,
          shown: formatCount(data.total, locale),
          most: formatShare(fullest.total / data.total, locale, 0),
          phase: fullest.name,
          without: data.without,
          withoutShown: formatCount(data.without, locale),
        })
      : undefined;
  return (
    <>
      <PageHeader title={t("tabs.board")} lead={lead} />
      <JourneyTabs current="/board" workspace={workspace} />
      <FilterBar
        filters={prepareFilters(
          data.places,
          { segment: input.segment },
          { t: translator(locale, "overview"), locale },
          { only: ["segment"] },
        )}
      >
        <ExportMenu href={`/w/${workspace}/journey/board/export`} />
      </FilterBar>
      {data.total === 0 ? (
        <EmptyState icon={Users} title={t("board.empty.title")} text={t("board.empty.text")} />
      ) : (
        <Board
          workspace={workspace}
          mayMove={page.can("customers:write")}
          // Everybody means everybody: not those whom a filter shows.
          mayMoveAll={page.can("catalogue:manage") && !input.segment}
          columns={data.columns.map((column) => shownColumn(column, input, workspace, locale))}
        />
      )}
    </>
  );
}

function shownColumn(
  column: BoardData["columns"][number],
  input: BoardInput,
  workspace: string,
  locale: string,
): BoardColumnShown {
  const search = new URLSearchParams((input.segment ?? []).map((segment) => ["segment", segment]));
  const pageOf = (page: number) => {
    const at = new URLSearchParams(search);
    if (page > 1) {
      at.set("column", column.key);
      at.set("page", String(page));
    }
    return `/w/${workspace}/journey/board${at.size > 0 ? `?${at}` : ""}`;
  };
  const list = new URLSearchParams(search);
  list.set("phase", column.key);
  const first = (column.page - 1) * cardsPerPage;
  return {
    key: column.key,
    name: column.name,
    main: column.main,
    isRetired: column.isRetired,
    count: column.total,
    total: formatCount(column.total, locale),
    listHref: `/w/${workspace}/customers?${list}`,
    firstHref: column.page > 1 ? pageOf(1) : null,
    nextHref: first + column.cards.length < column.total ? pageOf(column.page + 1) : null,
    shown: column.total > cardsPerPage ? `${first + 1}–${first + column.cards.length}` : null,
    cards: column.cards.map(({ id, name, company, since }) => ({
      id,
      name,
      detail: company,
      since: formatDay(since, locale),
      href: `/w/${workspace}/customers/${id}`,
    })),
  };
}
