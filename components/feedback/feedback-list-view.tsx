import { MessageSquareText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { searchOf } from "@/components/dashboards/filter-search";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import type { Filter } from "@/components/ui/filter-address";
import { FilterBar } from "@/components/ui/filter-bar";
import { PaginationLinks } from "@/components/ui/pagination-links";
import type { FeedbackListData } from "@/lib/dashboards/queries/load-feedback-list";
import { scoreMeasures } from "@/lib/dashboards/rules/score-measures";
import type { FeedbackListInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import type { FeedbackRow } from "@/lib/feedback/queries/list-answers";
import { formatInstant } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { SCALES } from "@/lib/metrics/scales";

type FeedbackListViewProps = { data: FeedbackListData; input: FeedbackListInput; page: PageContext };

export async function FeedbackListView({ data, input, page }: FeedbackListViewProps) {
  const t = await getTranslations("feedback");
  const words = { t: translator(page.locale, "overview"), locale: page.locale };
  const total = { n: data.total, shown: formatCount(data.total, page.locale) };
  const lead = input.measure
    ? t("leadAnswers", { ...total, name: words.t(`measures.${input.measure}`) })
    : t("leadRecords", total);
  return (
    <>
      <title>{t("title")}</title>
      <PageHeader
        title={t("title")}
        lead={data.withheld > 0 ? `${lead} ${t("withheld", { n: data.withheld })}` : lead}
      />
      <FilterBar
        filters={[
          ...prepareFilters(data.places, input, words, { fallback: "all" }),
          ...answerFilters(input, t, words),
        ]}
      >
        <ExportMenu href={`/w/${page.workspace}/feedback/export`} />
      </FilterBar>
      <DataTable
        caption={t("title")}
        empty={
          <EmptyState
            icon={MessageSquareText}
            title={t("empty.title")}
            text={t("empty.text")}
            actions={<ButtonLink href="?">{t("empty.all")}</ButtonLink>}
          />
        }
        columns={[
          { key: "who", label: t("who"), width: "12rem" },
          { key: "score", label: t("score"), phone: "column", isNumeric: true, width: "7rem" },
          { key: "comment", label: t("comment"), phone: "line" },
          { key: "where", label: t("where"), phone: "line", width: "14rem" },
          { key: "technique", label: t("technique"), width: "9rem" },
          { key: "when", label: t("when"), phone: "line", width: "11rem" },
        ]}
        rows={data.rows.map((row) => ({
          key: `${row.id} ${row.scores[0]?.metric}`,
          href: `/w/${page.workspace}/feedback/${row.id}`,
          cells: {
            who: row.customer ?? <span className="text-muted italic">{t("anonymous")}</span>,
            score: scoreText(row, t),
            comment: row.comment ? <span className="line-clamp-2">{row.comment}</span> : null,
            where: row.touchpoint ?? row.channel,
            technique: t(`techniques.${row.technique}`),
            when: formatInstant(row.answeredAt, page.locale, page.timeZone),
          },
        }))}
      />
      <PaginationLinks
        shown={t("shown", { shown: formatCount(data.rows.length, page.locale), total: total.shown })}
        firstHref={input.after ? address(input, undefined) : undefined}
        nextHref={data.nextCursor ? address(input, data.nextCursor) : undefined}
      />
    </>
  );
}

type Translator = Awaited<ReturnType<typeof getTranslations<"feedback">>>;

function scoreText({ scores }: FeedbackRow, t: Translator): string {
  return scores.map(({ scale, score }) => t("ofScale", { score, max: SCALES[scale].max })).join(", ");
}

function answerFilters(
  input: FeedbackListInput,
  t: Translator,
  words: { t: (key: string) => string },
): Filter[] {
  const measures: Filter = {
    name: "measure",
    label: t("filters.measure"),
    kind: "select",
    options: scoreMeasures.map((value) => ({ value, label: words.t(`measures.${value}`) })),
    value: input.measure ? [input.measure] : [],
  };
  if (!input.measure) return [measures];
  const points = Array.from({ length: 11 }, (_, score) => ({ value: String(score), label: String(score) }));
  return [
    measures,
    {
      name: "score",
      label: t("filters.score"),
      kind: "multi",
      options: points,
      value: (input.score ?? []).map(String),
    },
  ];
}

const address = (input: FeedbackListInput, after: string | undefined): string =>
  searchOf({ ...input, after });
