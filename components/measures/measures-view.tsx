import { SearchX, Target } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CourseBar } from "@/components/charts/course-bar";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { NewKey } from "@/components/ui/new-key";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { MeasuresData } from "@/lib/measures/queries/list-measures";
import type { MeasuresInput } from "@/lib/measures/schema/pages";
import type { Words } from "./figure-words";
import { prepareMeasureFilters } from "./prepare-measure-filters";
import { type MeasureLine, measuresInSentences, prepareMeasures } from "./prepare-measures";

type MeasuresViewProps = { data: MeasuresData; input: MeasuresInput; page: PageContext };

/** What is done about gaps, and whether it works: the answer first, then measure by measure. */
export async function MeasuresView({ data, input, page }: MeasuresViewProps) {
  const t = await getTranslations("measures");
  const words: Words = {
    t: translator(page.locale, "measures"),
    overview: translator(page.locale, "overview"),
    locale: page.locale,
    fewBelow: data.places.settings.fewBelow,
  };
  const here = `/w/${page.workspace}/measures`;
  const lines = prepareMeasures(data, page.currency, words);
  const newLink = page.can("measures:write") ? (
    <ButtonLink href={`${here}/new`} variant="primary">
      {t("new")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={data.isEmpty ? t("empty.lead") : measuresInSentences(data, page.currency, words)}
        actions={newLink}
      />
      {page.can("measures:write") ? <NewKey href={`${here}/new`} label={t("new")} /> : null}
      {data.isEmpty ? (
        <EmptyState icon={Target} title={t("empty.title")} text={t("empty.text")} actions={newLink} />
      ) : (
        <>
          <FilterBar filters={prepareMeasureFilters(data, input, words)}>
            <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
            <ExportMenu href={`${here}/export`} />
          </FilterBar>
          <DataTable
            caption={t("title")}
            empty={
              <EmptyState
                icon={SearchX}
                title={t("nothing.title")}
                text={t("nothing.text")}
                actions={<ButtonLink href={here}>{t("nothing.all")}</ButtonLink>}
              />
            }
            columns={[
              { key: "name", label: t("fields.name"), width: "30%" },
              { key: "status", label: t("status"), phone: "block", width: "11rem" },
              { key: "figure", label: t("figure"), width: "24%", phone: "block" },
              { key: "dates", label: t("dates"), phone: "block", width: "11rem" },
              { key: "effort", label: t("effort"), isNumeric: true, width: "8rem" },
            ]}
            rows={lines.map((line) => ({
              key: line.key,
              href: `${here}/${line.key}`,
              cells: {
                name: (
                  <>
                    {line.name}
                    <span className="block text-xs font-normal text-muted">{line.detail}</span>
                  </>
                ),
                status: <Status line={line} overdue={t("overdue")} />,
                figure: <Figure line={line} />,
                dates: line.dates,
                effort: (
                  <>
                    {line.budget ?? "–"}
                    {line.days ? <span className="block text-xs text-muted">{line.days}</span> : null}
                  </>
                ),
              },
            }))}
          />
          <p className="mt-3 text-xs text-muted">{t("legend")}</p>
        </>
      )}
    </>
  );
}

function Status({ line, overdue }: { line: MeasureLine; overdue: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <VerdictChip {...line.status} />
      {line.isOverdue ? <VerdictChip word={overdue} icon="warning" tone="caution" /> : null}
      <Badge>{line.state}</Badge>
    </span>
  );
}

function Figure({ line }: { line: MeasureLine }) {
  return (
    <span className="block min-w-0">
      <span className="figures block">{line.course}</span>
      {line.mark ? (
        <span className="block max-sm:hidden">
          <CourseBar {...line.mark} />
        </span>
      ) : null}
      <span className="block text-xs text-muted">{line.figure}</span>
    </span>
  );
}
