import { Gem } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { touchpointAddress } from "@/components/inventory/inventory-address";
import { InventoryTabs } from "@/components/inventory/inventory-tabs";
import type { ScoreText } from "@/components/inventory/score-text";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { NewKey } from "@/components/ui/new-key";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { BrandData } from "@/lib/brand/queries/load-brand";
import { PAIRS_NEEDED } from "@/lib/brand/rules";
import type { BrandInput } from "@/lib/brand/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount, formatDecimals } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { type BrandLine, brandSentence, prepareBrandLines, tiesSentence } from "./prepare-brand";
import { RateDrawer } from "./rate-drawer";
import { VisitList } from "./visit-list";

/** More values than these stand below one another, or the table would be wider than the page. */
const mostColumns = 4;

type BrandViewProps = { data: BrandData; input: BrandInput; page: PageContext };

/** How well touchpoints fit what the brand stands for, and which of them are tied to how customers see the company. */
export async function BrandView({ data, input, page }: BrandViewProps) {
  const t = await getTranslations("brand");
  const text = translator(page.locale, "brand");
  const words = { t: translator(page.locale, "inventory"), locale: page.locale };
  const { workspace } = page;
  const here = `/w/${workspace}/touchpoints/brand`;
  const canEdit = page.can("touchpoints:write");
  const values = data.values.filter(({ isRetired }) => !isRetired);
  const lines = prepareBrandLines(data, workspace, words);
  const hasColumns = values.length <= mostColumns;
  const ties = data.ties.found.filter(({ strength }) => strength !== "tooFew");
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={brandSentence(data, text, page.locale)}
        actions={
          <>
            {data.rated.length > 0 || data.visits.length > 0 ? <ExportMenu href={`${here}/export`} /> : null}
            {page.can("catalogue:manage") ? (
              <ButtonLink href={`/w/${workspace}/admin/lists/brand-values`}>{t("setUp")}</ButtonLink>
            ) : null}
            {canEdit ? (
              <ButtonLink href={`${here}?open=new`} variant="primary" scroll={false}>
                {t("rate")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {canEdit ? <NewKey href={`${here}?open=new`} label={t("rate")} /> : null}
      <InventoryTabs current="brand" workspace={workspace} />
      {values.length > 0 ? (
        <p className="mb-4 max-w-[72ch] text-pretty text-muted">
          {t("standsFor", { values: values.map(({ name }) => t("quoted", { name })).join(", ") })}
        </p>
      ) : null}
      {lines.length === 0 ? (
        <EmptyState icon={Gem} title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <DataTable
          caption={t("title")}
          columns={[
            { key: "name", label: t("touchpoint") },
            { key: "overall", label: t("overall"), isNumeric: true, phone: "column" },
            ...(hasColumns
              ? values.map(({ key, name }) => ({ key, label: name, isNumeric: true, isLong: true }))
              : [{ key: "values", label: t("byValue"), phone: "block" as const }]),
          ]}
          rows={lines.map((line) => ({
            key: line.key,
            href: line.href,
            cells: {
              name: line.name,
              overall: <Fits fits={line.overall} />,
              ...(hasColumns
                ? Object.fromEntries(
                    values.map(({ key }, index) => [key, <Fits key={key} fits={line.values[index] ?? []} />]),
                  )
                : { values: <FitsByValue names={values} line={line} /> }),
            },
          }))}
        />
      )}
      <Section
        title={t("ties.title")}
        lead={tiesSentence(data, text)}
        actions={
          <DefinitionPopover
            title={t("ties.title")}
            paragraphs={[t("how.pairs"), t("how.test")]}
            parameters={[
              { label: t("how.since"), value: formatDay(data.ties.since, page.locale) },
              { label: t("how.needed"), value: formatCount(PAIRS_NEEDED, page.locale) },
              ...ties.slice(0, 10).map(({ name, r }) => ({
                label: `r, ${name}`,
                value: r === null ? "–" : formatDecimals(r, page.locale, 2),
              })),
            ]}
          />
        }
      >
        {ties.length > 0 ? (
          <DataTable
            caption={t("ties.title")}
            columns={[
              { key: "name", label: t("touchpoint") },
              { key: "strength", label: t("ties.strength"), phone: "column" },
              { key: "n", label: t("ties.n"), isNumeric: true },
            ]}
            rows={ties.slice(0, 20).map(({ key, name, strength, n }) => ({
              key,
              href: touchpointAddress(workspace, key),
              cells: {
                name,
                strength: (
                  <VerdictChip
                    word={text(`ties.strengths.${strength}`)}
                    icon={strength === "notCertain" ? "open" : "check"}
                    tone="none"
                  />
                ),
                n: formatCount(n, page.locale),
              },
            }))}
          />
        ) : null}
      </Section>
      <VisitList visits={data.visits} values={data.values} page={page} />
      {canEdit && input.open === "new" ? (
        <RateDrawer
          touchpoints={data.touchpoints}
          values={values.map(({ key, name }) => ({ key, name }))}
          touchpoint={input.touchpoint}
          today={data.today}
          workspace={workspace}
          closeHref={here}
        />
      ) : null}
    </>
  );
}

/** Points first, so that they stand below one another; then what for, and who gave them. */
function FitsByValue({ names, line }: { names: { key: string; name: string }[]; line: BrandLine }) {
  return names.flatMap(({ key, name }, index) =>
    (line.values[index] ?? []).map(({ value, details }) => (
      <span key={`${key} ${details.join()}`} className="flex gap-2">
        <span className="figures font-semibold">{value}</span>
        <span className="min-w-0">
          {name}
          <span className="text-muted">
            {" · "}
            <span className="whitespace-nowrap">{details.join(" · ")}</span>
          </span>
        </span>
      </span>
    )),
  );
}

function Fits({ fits }: { fits: ScoreText[] }) {
  if (fits.length === 0) return <span className="text-muted">–</span>;
  return fits.map(({ value, details }) => (
    <span key={details.join()} className="block">
      <span className="font-semibold">{value}</span>
      <span className="ms-2 text-xs whitespace-nowrap text-muted">{details.join(" · ")}</span>
    </span>
  ));
}
