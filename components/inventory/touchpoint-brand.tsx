import { getTranslations } from "next-intl/server";
import { VisitList } from "@/components/brand/visit-list";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import type { TouchpointData } from "@/lib/inventory/queries/load-touchpoint";
import { brandTexts } from "./prepare-inventory";
import type { InventoryWords } from "./score-text";

type TouchpointBrandProps = { data: TouchpointData; page: PageContext; words: InventoryWords };

/** How well it fits each value of the brand; customers and visits apart. */
export async function TouchpointBrand({ data, page, words }: TouchpointBrandProps) {
  const t = await getTranslations("inventory.detail");
  const { values, fit, visits } = data.brand;
  const lines = [
    ...(fit ? [{ key: "", name: t("allValues"), texts: brandTexts(fit.overall, words) }] : []),
    ...values.flatMap(({ id, key, name }) => {
      const one = fit?.byValue.get(id);
      return one ? [{ key, name, texts: brandTexts(one, words) }] : [];
    }),
  ];
  return (
    <>
      <Section
        title={t("brand")}
        actions={
          page.can("touchpoints:write") ? (
            <ButtonLink
              href={`/w/${page.workspace}/touchpoints/brand?open=new&touchpoint=${encodeURIComponent(data.row.key)}`}
            >
              {t("rate")}
            </ButtonLink>
          ) : null
        }
      >
        <DataTable
          caption={t("brand")}
          empty={<p className="text-muted">{t("notRated")}</p>}
          columns={[
            { key: "name", label: t("brandValue") },
            { key: "fit", label: t("points"), isNumeric: true, phone: "column" },
          ]}
          rows={lines.map(({ key, name, texts }) => ({
            key,
            cells: {
              name,
              fit: texts.map(({ value, details }) => (
                <span key={details.join()} className="block whitespace-nowrap">
                  <span className="font-semibold">{value}</span>
                  <span className="ms-2 text-xs text-muted">{details.join(" · ")}</span>
                </span>
              )),
            },
          }))}
        />
      </Section>
      {visits.length > 0 ? <VisitList visits={visits} values={values} page={page} isPlaceKnown /> : null}
    </>
  );
}
