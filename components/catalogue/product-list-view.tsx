import { Package } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { NewKey } from "@/components/ui/new-key";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { SearchBox } from "@/components/ui/search-box";
import type { ProductList } from "@/lib/catalogue/queries/list-products";
import type { ProductsInput } from "@/lib/catalogue/schema/products";
import type { PageContext } from "@/lib/doors/define-page";
import { currencyDigits, formatMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import { ProductDrawer } from "./product-drawer";

type ProductListViewProps = { data: ProductList; input: ProductsInput; page: PageContext };

/** What is sold: products come with the orders, and here they get names, groups and prices. */
export async function ProductListView({ data, input, page }: ProductListViewProps) {
  const t = await getTranslations("products");
  const { products, opened, groups } = data;
  const here = `/w/${page.workspace}/admin/products`;
  const address = (more: Record<string, string | undefined>) => {
    const search = new URLSearchParams();
    for (const group of input.group ?? []) search.append("group", group);
    for (const [name, value] of Object.entries({ q: input.q, retired: input.retired, ...more }))
      if (value) search.set(name, value);
    return search.size > 0 ? `${here}?${search}` : here;
  };
  const isNarrowed = Boolean(input.q || input.group);
  const inUse = groups.filter(({ retired, key }) => !retired || input.group?.includes(key));
  return (
    <>
      <title>{t("title")}</title>
      <PageHeader
        title={t("title")}
        lead={t("lead", { n: data.total, shown: formatCount(data.total, page.locale) })}
        actions={
          <ButtonLink href={address({ open: "new" })} variant="primary" scroll={false}>
            {t("new")}
          </ButtonLink>
        }
      />
      <NewKey href={address({ open: "new" })} label={t("new")} />
      <FilterBar
        filters={[
          {
            name: "group",
            label: t("group"),
            kind: "multi",
            options: inUse.map(({ key, name }) => ({ value: key, label: name })),
            value: input.group ?? [],
          },
        ]}
      >
        <SearchBox label={t("search")} value={input.q} />
        {products.length > 0 ? <ExportMenu href={`${here}/export`} /> : null}
      </FilterBar>
      {products.length === 0 ? (
        <EmptyState
          icon={Package}
          title={isNarrowed ? t("noneFound") : t("empty")}
          text={isNarrowed ? "" : t("emptyText")}
          actions={
            isNarrowed ? (
              <ButtonLink href={here}>{t("all")}</ButtonLink>
            ) : (
              <ButtonLink href={address({ open: "new" })}>{t("new")}</ButtonLink>
            )
          }
        />
      ) : (
        <DataTable
          caption={t("title")}
          columns={[
            { key: "name", label: t("name") },
            { key: "group", label: t("group"), phone: "line" },
            { key: "price", label: t("price"), isNumeric: true, phone: "column" },
            { key: "orderLines", label: t("orderLines"), isNumeric: true },
          ]}
          rows={products.map((product) => ({
            key: product.key,
            href: address({ open: product.key }),
            isPale: product.isRetired,
            cells: {
              name: (
                <>
                  {product.name}
                  {product.isRetired ? (
                    <span className="ms-2">
                      <Badge>{t("retired")}</Badge>
                    </span>
                  ) : null}
                </>
              ),
              group: product.group?.name ?? t("noGroup"),
              price:
                product.priceMinor === null
                  ? "–"
                  : formatMoney(product.priceMinor, page.currency, page.locale),
              orderLines: formatCount(product.orderLines, page.locale),
            },
          }))}
        />
      )}
      <PaginationLinks
        shown={t("shown", {
          some: formatCount(products.length, page.locale),
          all: formatCount(data.total, page.locale),
        })}
        {...(input.after ? { firstHref: address({}) } : {})}
        {...(data.next ? { nextHref: address({ after: data.next }) } : {})}
      />
      {data.retired > 0 && !input.retired ? (
        <p className="mt-6">
          <ButtonLink href={address({ retired: "true" })} variant="ghost" size="sm" scroll={false}>
            {t("showRetired", { count: data.retired })}
          </ButtonLink>
        </p>
      ) : null}
      {opened || input.open === "new" ? (
        <ProductDrawer
          product={opened}
          price={opened?.priceMinor == null ? null : opened.priceMinor / 10 ** currencyDigits(page.currency)}
          groups={groups
            .filter(({ retired, key }) => !retired || key === opened?.group?.key)
            .map(({ key, name }) => ({ value: key, label: name }))}
          languages={data.languages}
          currency={page.currency}
          workspace={page.workspace}
          closeHref={here}
        />
      ) : null}
    </>
  );
}
