import { MapPin } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ColumnsMenu } from "@/components/customers/columns-menu";
import { PageHeader } from "@/components/frame/page-header";
import { TouchpointDrawer } from "@/components/touchpoints/touchpoint-drawer";
import { ButtonLink } from "@/components/ui/button-link";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { NewKey } from "@/components/ui/new-key";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { SearchBox } from "@/components/ui/search-box";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { formatCount } from "@/lib/format/numbers";
import { type InventoryData, rowsPerPage } from "@/lib/inventory/queries/load-inventory";
import { type InventoryInput, inventoryColumns, inventorySorts, usualColumns } from "@/lib/inventory/schema";
import { translator } from "@/lib/language/translator";
import { DerivedNote } from "./derived-note";
import { inventoryAddress } from "./inventory-address";
import { InventoryLead } from "./inventory-lead";
import { InventoryTable } from "./inventory-table";
import { InventoryTabs } from "./inventory-tabs";
import { prepareInventoryFilters, prepareRows } from "./prepare-inventory";

type InventoryViewProps = { data: InventoryData; input: InventoryInput; page: PageContext };

/** All touchpoints with what customers experience there, made for four hundred of them. */
export async function InventoryView({ data, input, page }: InventoryViewProps) {
  const t = await getTranslations("inventory");
  const { workspace } = page;
  const words = {
    t: translator(page.locale, "inventory"),
    locale: page.locale,
    fewBelow: data.places.settings.fewBelow,
  };
  const canEdit = page.can("touchpoints:write");
  const chosen = input.column ?? usualColumns;
  const address = (change: Partial<InventoryInput>) => inventoryAddress(workspace, input, change);
  const newHref = address({ open: "new" });
  const first = (input.page - 1) * rowsPerPage;
  const { drawer } = data;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={<InventoryLead data={data} input={input} workspace={workspace} />}
        actions={
          canEdit ? (
            <>
              <ButtonLink href={`/w/${workspace}/imports/new`}>{t("import")}</ButtonLink>
              <ButtonLink href={`/w/${workspace}/admin/touchpoints`}>{t("setUp")}</ButtonLink>
              <ButtonLink href={newHref} variant="primary" scroll={false}>
                {t("new")}
              </ButtonLink>
            </>
          ) : null
        }
      />
      {canEdit ? <NewKey href={newHref} label={t("new")} /> : null}
      <InventoryTabs current="list" workspace={workspace} />
      {data.inUse === 0 ? (
        <EmptyState
          icon={MapPin}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={
            canEdit ? <ButtonLink href={`/w/${workspace}/admin/touchpoints`}>{t("setUp")}</ButtonLink> : null
          }
        />
      ) : (
        <>
          <FilterBar
            filters={prepareInventoryFilters(data, input, words, translator(page.locale, "overview"))}
          >
            <Mine data={data} input={input} workspace={workspace} />
            <SearchBox label={t("search")} value={input.q} />
            <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
            <ColumnsMenu
              label={t("chooseColumns")}
              options={inventoryColumns.map((value) => ({ value, label: t(`columns.${value}`) }))}
              chosen={[...chosen]}
            />
            <ExportMenu href={`/w/${workspace}/touchpoints/export`} />
          </FilterBar>
          {data.drivers ? <DerivedNote drivers={data.drivers} words={words} page={page} /> : null}
          <InventoryTable
            rows={prepareRows(data, input, workspace, words)}
            columns={chosen}
            choices={data.choices}
            workspace={workspace}
            canEdit={canEdit}
            sort={input.sort ?? "order"}
            sortHrefs={
              Object.fromEntries(
                inventorySorts.map((sort) => [sort, address({ sort: sort === "order" ? undefined : sort })]),
              ) as Record<(typeof inventorySorts)[number], string>
            }
            resetHref={`/w/${workspace}/touchpoints`}
          />
          <PaginationLinks
            shown={t("shown", {
              from: formatCount(Math.min(first + 1, data.total), page.locale),
              to: formatCount(first + data.rows.length, page.locale),
              total: formatCount(data.total, page.locale),
            })}
            {...(input.page > 1 ? { firstHref: address({}) } : {})}
            {...(first + data.rows.length < data.total
              ? { nextHref: address({ page: input.page + 1 }) }
              : {})}
          />
        </>
      )}
      {canEdit && drawer && (drawer.opened || input.open === "new") ? (
        <TouchpointDrawer
          key={drawer.opened ? `${drawer.opened.key} ${drawer.opened.version}` : "new"}
          row={drawer.opened}
          choices={drawer.choices}
          languages={drawer.languages}
          workspace={workspace}
          closeHref={address({})}
          reloadHref={address({ open: drawer.opened?.key ?? "new" })}
        />
      ) : null}
    </>
  );
}

/** Everything, what my department looks after, what I look after. */
async function Mine({ data, input, workspace }: Omit<InventoryViewProps, "page"> & { workspace: string }) {
  const t = await getTranslations("inventory.mine");
  const { department, person } = data.mine;
  if (!department && !person) return null;
  const isOnly = (list: string[] | undefined, key: string) => list?.length === 1 && list[0] === key;
  const choice = (label: string, change: Pick<Partial<InventoryInput>, "department" | "owner">) => ({
    label,
    href: inventoryAddress(workspace, input, { department: undefined, owner: undefined, ...change }),
  });
  return (
    <ChoiceLinks
      label={t("label")}
      choices={[
        { ...choice(t("all"), {}), isCurrent: !input.department && !input.owner },
        ...(department
          ? [
              {
                ...choice(t("department", { count: department.count }), { department: [department.key] }),
                isCurrent: isOnly(input.department, department.key) && !input.owner,
              },
            ]
          : []),
        ...(person
          ? [
              {
                ...choice(t("person", { count: person.count }), { owner: [person.key] }),
                isCurrent: isOnly(input.owner, person.key) && !input.department,
              },
            ]
          : []),
      ]}
    />
  );
}
