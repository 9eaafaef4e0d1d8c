import { Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { ViewsMenu } from "@/components/views/views-menu";
import type { CustomerRow } from "@/lib/customers/queries/list-customer-rows";
import type { CustomerListData } from "@/lib/dashboards/queries/load-customers";
import {
  type CustomerListInput,
  customerColumns,
  usualColumns,
} from "@/lib/dashboards/schema/customer-pages";
import type { PageContext } from "@/lib/doors/define-page";
import { attributeName, attributeValue } from "@/lib/format/attributes";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import { localName } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { ColumnsMenu } from "./columns-menu";
import { CustomerDialog } from "./customer-dialog";
import { describeSet } from "./describe-set";
import { listAddress } from "./list-address";
import { prepareCustomerFilters } from "./prepare-customer-filters";
import { SearchBox } from "./search-box";

type CustomerListViewProps = { data: CustomerListData; input: CustomerListInput; page: PageContext };

export async function CustomerListView({ data, input, page }: CustomerListViewProps) {
  const t = await getTranslations("customers");
  const words = translator(page.locale, "customers");
  const chosen = input.column ?? [...usualColumns];
  const attributes = [...new Set(data.rows.flatMap((row) => Object.keys(row.attributes)))].sort();
  const options = [
    ...customerColumns.map((value) => ({ value, label: t(`columns.${value}`) })),
    ...attributes.map((key) => ({ value: `attribute:${key}`, label: attributeName(key) })),
  ];
  const set = describeSet(input, { t: words, locale: page.locale });
  const address = `/w/${page.workspace}/customers`;
  const shown = formatCount(data.total, page.locale);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={data.isEmpty ? undefined : t("lead", { n: data.total, shown })}
        actions={page.can("customers:write") ? <CustomerDialog workspace={page.workspace} /> : null}
      />
      {data.isEmpty ? (
        <NobodyYet page={page} />
      ) : (
        <>
          {set ? (
            <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-soft px-3 py-2">
              <span>{set}</span>
              <Link href={withoutSet(input)} className="text-link">
                {t("set.all")}
              </Link>
            </p>
          ) : null}
          <SearchBox label={t("search")} value={input.q ?? ""} />
          <FilterBar filters={prepareCustomerFilters(data, input, words)}>
            <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
            <ColumnsMenu label={t("chooseColumns")} options={options} chosen={chosen} />
            <ExportMenu
              href={`${address}/export`}
              lists={[
                { label: t("exports.customers"), href: `${address}/export` },
                { label: t("exports.orders"), href: `${address}/orders/export` },
                { label: t("exports.contracts"), href: `${address}/contracts/export` },
              ]}
            />
          </FilterBar>
          <DataTable
            caption={t("title")}
            empty={
              <EmptyState
                icon={Users}
                title={t("nobody.title")}
                text={t("nobody.text")}
                actions={<ButtonLink href="?">{t("nobody.all")}</ButtonLink>}
              />
            }
            columns={[nameColumn(input, t), ...chosen.map((key) => columnOf(key, input, t))]}
            rows={data.rows.map((row) => ({
              key: row.id,
              href: `/w/${page.workspace}/customers/${row.id}`,
              cells: {
                name: row.name ?? row.email ?? row.externalId ?? t("nameless"),
                ...Object.fromEntries(chosen.map((key) => [key, cellOf(key, row, page, t)])),
              },
            }))}
          />
          <PaginationLinks
            shown={t("shown", { shown: formatCount(data.rows.length, page.locale), total: shown })}
            firstHref={input.after ? listAddress(input, {}) : undefined}
            nextHref={data.nextCursor ? listAddress(input, { after: data.nextCursor }) : undefined}
          />
        </>
      )}
    </>
  );
}

type Translator = Awaited<ReturnType<typeof getTranslations<"customers">>>;

async function NobodyYet({ page }: { page: PageContext }) {
  const t = await getTranslations("customers.empty");
  return (
    <EmptyState
      icon={Users}
      title={t("title")}
      text={t("text")}
      actions={
        <>
          {page.can("imports:write") ? (
            <ButtonLink href={`/w/${page.workspace}/imports`} variant="primary">
              {t("import")}
            </ButtonLink>
          ) : null}
          <ButtonLink href="/workspaces">{t("demo")}</ButtonLink>
          <ButtonLink href="/docs/api">{t("api")}</ButtonLink>
        </>
      }
    />
  );
}

function nameColumn(input: CustomerListInput, t: Translator): Column {
  const isSorted = !input.sort || input.sort === "name";
  return {
    key: "name",
    label: t("columns.name"),
    width: "18rem",
    sortHref: listAddress(input, { sort: "name" }),
    ...(isSorted ? { sorted: "ascending" as const } : {}),
  };
}

function columnOf(key: string, input: CustomerListInput, t: Translator): Column {
  if (key.startsWith("attribute:")) return { key, label: attributeName(key.slice("attribute:".length)) };
  const known = customerColumns.find((one) => one === key);
  const base: Column = { key, label: known ? t(`columns.${known}`) : key };
  if (key === "joined")
    return {
      ...base,
      sortHref: listAddress(input, { sort: "joined" }),
      ...(input.sort === "joined" ? { sorted: "descending" as const } : {}),
    };
  if (key === "revenue") return { ...base, isNumeric: true };
  if (key === "phase" || key === "company") return { ...base, phone: "line" };
  return base;
}

function cellOf(key: string, row: CustomerRow, page: PageContext, t: Translator) {
  const day = (value: string | null) => (value ? formatDay(value, page.locale) : null);
  switch (key) {
    case "kind":
      return <Badge>{t(`kinds.${row.kind}`)}</Badge>;
    case "company":
      return row.company;
    case "email":
      return row.email;
    case "phone":
      return row.phone ? <span className="figures">{row.phone}</span> : null;
    case "externalId":
      return row.externalId;
    case "country":
      return row.country;
    case "phase":
      return row.phase ? localName(row.phase, page.locale) : null;
    case "plan":
      return row.plans.join(", ") || null;
    case "revenue":
      return row.monthlyRevenue === null ? null : formatMoney(row.monthlyRevenue, page.currency, page.locale);
    case "joined":
      return day(row.joinedOn);
    case "lastContact":
      return day(row.lastContactOn);
    case "lastOrder":
      return day(row.lastOrderOn);
    default: {
      const value = row.attributes[key.slice("attribute:".length)];
      if (value === undefined) return null;
      return typeof value === "boolean" ? t(value ? "yes" : "no") : attributeValue(value, page.locale);
    }
  }
}

function withoutSet(input: CustomerListInput): string {
  const names = Object.keys(input).filter((name) => name === "set" || name.startsWith("set."));
  return listAddress(input, Object.fromEntries(names.map((name) => [name, undefined])));
}
