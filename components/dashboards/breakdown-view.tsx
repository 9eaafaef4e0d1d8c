import { Maximize2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CopyPicture } from "@/components/charts/copy-picture";
import { IntervalBar } from "@/components/charts/interval-bar";
import { KeepFinding } from "@/components/findings/keep-finding";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { TabsLinks } from "@/components/ui/tabs-links";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { BreakdownData } from "@/lib/dashboards/queries/load-breakdown";
import { type BreakdownSort, breakdowns } from "@/lib/dashboards/rules/breakdowns";
import { prepareSentence } from "@/lib/dashboards/rules/say-figure";
import type { BreakdownInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import { scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { DashboardBar } from "./dashboard-bar";
import { DashboardTabs } from "./dashboard-tabs";
import { searchOf } from "./filter-search";
import { pictureLines } from "./picture-lines";
import { breakdownSentence, prepareBreakdown } from "./prepare-breakdown";
import { prepareFilters } from "./prepare-filters";
import type { Words } from "./prepare-tile";

type BreakdownViewProps = { data: BreakdownData; input: BreakdownInput; page: PageContext };

export async function BreakdownView({ data, input, page }: BreakdownViewProps) {
  const t = await getTranslations("overview");
  const words: Words = {
    ...{ t: translator(page.locale, "overview"), locale: page.locale },
    fewBelow: data.places.settings.fewBelow,
  };
  const lines = prepareBreakdown(data, page.workspace, words);
  const lead = [breakdownSentence(data, words), prepareSentence(data.whole, words)].join(" ");
  return (
    <>
      <PageHeader title={t("breakdown.title")} lead={lead} />
      <DashboardTabs current="breakdown" input={input} page={page} />
      <DashboardBar
        filters={[
          ...prepareFilters(data.places, input, words),
          {
            name: "measure",
            label: t("chooseMeasure"),
            kind: "select",
            options: scoreMeasures.map((value) => ({ value, label: t(`measures.${value}`) })),
            value: input.measure ? [input.measure] : [],
          },
        ]}
        input={input}
        page={page}
      >
        {page.can("measures:write") ? (
          <KeepFinding workspace={page.workspace} page="breakdown" sentence={lead} />
        ) : null}
        <ExportMenu href={`/w/${page.workspace}/breakdown/export`} />
      </DashboardBar>
      {data.period && !data.isOver ? <p className="mb-4 text-muted">{t("periodRunning")}</p> : null}
      <div data-picture>
        <TabsLinks
          label={t("breakdown.by")}
          tabs={breakdowns.map((by) => ({
            label: t(`filters.${by}`),
            href: searchOf({ ...input, by, sort: undefined }),
            isCurrent: by === data.by,
          }))}
        />
        <div className="-mt-2 mb-2 flex justify-end">
          <CopyPicture
            title={`${t(`measures.${data.measure}`)}: ${t(`filters.${data.by}`)}`}
            lines={pictureLines(
              {
                ...{ period: data.period, filter: input, places: data.places },
                n: words.t("answers", {
                  n: data.whole.now.n,
                  shown: formatCount(data.whole.now.n, words.locale),
                }),
              },
              words,
            )}
          />
        </div>
        <DataTable
          caption={t("breakdown.caption", { measure: t(`measures.${data.measure}`) })}
          empty={<p className="text-muted">{words.t("nobody")}</p>}
          columns={columnsOf(data, input, words)}
          rows={lines.map((line) => ({
            key: line.key,
            href: line.href,
            isPale: line.isThin,
            cells: {
              name: (
                <>
                  {line.name}
                  {line.detail ? (
                    <span className="block text-xs font-normal text-muted">{line.detail}</span>
                  ) : null}
                </>
              ),
              value: <span className="font-semibold">{line.value}</span>,
              bar: line.mark ? <IntervalBar {...line.mark} /> : null,
              range: line.range,
              n: line.n,
              change: line.change ? (
                <span className="inline-flex flex-wrap items-center gap-2 sm:flex-nowrap">
                  <VerdictChip {...line.change.verdict} />
                  <span className="figures text-muted">{line.change.text}</span>
                </span>
              ) : line.isThin ? (
                <VerdictChip word={words.t("few")} icon="few" tone="none" />
              ) : null,
              zoom: (
                <ButtonLink
                  href={line.zoomHref}
                  variant="ghost"
                  size="sm"
                  isIconOnly
                  aria-label={t("breakdown.zoom", { name: line.name })}
                >
                  <Maximize2 aria-hidden="true" className="size-3.5" />
                </ButtonLink>
              ),
            },
          }))}
        />
      </div>
    </>
  );
}

function columnsOf({ by, measure }: BreakdownData, input: BreakdownInput, { t }: Words): Column[] {
  const sortable = (column: "name" | "value" | "n" | "change") => {
    const isDown = input.sort === column;
    const isUp = input.sort === `-${column}`;
    const next: BreakdownSort = isDown ? `-${column}` : column;
    return {
      sortHref: searchOf({ ...input, sort: next }),
      ...(isDown ? { sorted: column === "name" ? ("ascending" as const) : ("descending" as const) } : {}),
      ...(isUp ? { sorted: column === "name" ? ("descending" as const) : ("ascending" as const) } : {}),
    };
  };
  return [
    { key: "name", label: t(`filters.${by}`), ...sortable("name") },
    {
      key: "value",
      label: t(`measures.${measure}`),
      isNumeric: true,
      phone: "column",
      ...sortable("value"),
    },
    { key: "bar", label: t("breakdown.range"), width: "18%" },
    { key: "range", label: t("breakdown.bounds"), isNumeric: true, phone: "line" },
    { key: "n", label: t("breakdown.n"), isNumeric: true, phone: "column", ...sortable("n") },
    { key: "change", label: t("breakdown.change"), phone: "block", ...sortable("change") },
    { key: "zoom", label: t("breakdown.zoomColumn"), isLabelHidden: true },
  ];
}
