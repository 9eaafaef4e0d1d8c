import { MapPin } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { NewKey } from "@/components/ui/new-key";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { SearchBox } from "@/components/ui/search-box";
import type { PageContext } from "@/lib/doors/define-page";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { rowsPerPage, type TouchpointRows } from "@/lib/touchpoints/queries/list-rows";
import type { TouchpointRowsInput } from "@/lib/touchpoints/schema/admin";
import { addressOf, prepareTouchpointFilters } from "./prepare-touchpoint-filters";
import { StartButton } from "./start-button";
import { TouchpointDrawer } from "./touchpoint-drawer";
import { TouchpointTable } from "./touchpoint-table";

type TouchpointListViewProps = { data: TouchpointRows; input: TouchpointRowsInput; page: PageContext };

/** All touchpoints in one list made for four hundred of them: found, sorted, set one by one or many at once. */
export async function TouchpointListView({ data, input, page }: TouchpointListViewProps) {
  const t = await getTranslations("touchpoints");
  const here = `/w/${page.workspace}/admin/touchpoints`;
  const closeHref = `${here}${addressOf({ ...input, open: undefined })}`;
  const open = (key: string) => `${here}${addressOf({ ...input, open: key })}`;
  const isFiltered = data.total < data.inUse || input.retired !== undefined;
  const first = (input.page - 1) * rowsPerPage;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { count: data.inUse, ownerless: data.ownerless })}
        actions={
          <ButtonLink href={open("new")} variant="primary" scroll={false}>
            {t("new")}
          </ButtonLink>
        }
      />
      <NewKey href={open("new")} label={t("new")} />
      {data.inUse === 0 && !isFiltered ? (
        <EmptyState
          icon={MapPin}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={
            <>
              <ButtonLink href={open("new")}>{t("new")}</ButtonLink>
              {page.can("catalogue:manage") ? <StartButton workspace={page.workspace} /> : null}
            </>
          }
        />
      ) : (
        <>
          <FilterBar
            filters={prepareTouchpointFilters(data.choices, input, translator(page.locale, "touchpoints"))}
          >
            <SearchBox label={t("search")} value={input.q} />
          </FilterBar>
          <TouchpointTable
            rows={data.rows}
            choices={data.choices}
            workspace={page.workspace}
            openHref={open("")}
            sort={input.sort}
            sortHrefs={{
              order: `${here}${addressOf({ ...input, sort: "order" })}`,
              name: `${here}${addressOf({ ...input, sort: "name" })}`,
              contacts: `${here}${addressOf({ ...input, sort: "contacts" })}`,
            }}
            resetHref={here}
          />
          <PaginationLinks
            shown={t("shown", {
              from: formatCount(Math.min(first + 1, data.total), page.locale),
              to: formatCount(first + data.rows.length, page.locale),
              total: formatCount(data.total, page.locale),
            })}
            {...(input.page > 1 ? { firstHref: `${here}${addressOf({ ...input, page: 1 })}` } : {})}
            {...(first + data.rows.length < data.total
              ? { nextHref: `${here}${addressOf({ ...input, page: input.page + 1 })}` }
              : {})}
          />
        </>
      )}
      {data.opened || input.open === "new" ? (
        <TouchpointDrawer
          key={data.opened ? `${data.opened.key} ${data.opened.version}` : "new"}
          row={data.opened}
          choices={data.choices}
          languages={data.languages}
          workspace={page.workspace}
          closeHref={closeHref}
          reloadHref={open(data.opened?.key ?? "new")}
        />
      ) : null}
    </>
  );
}
