import { MessageSquareText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { searchOf } from "@/components/dashboards/filter-search";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { KeepFinding } from "@/components/findings/keep-finding";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import type { Filter } from "@/components/ui/filter-address";
import { FilterBar } from "@/components/ui/filter-bar";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { SearchBox } from "@/components/ui/search-box";
import { ViewsMenu } from "@/components/views/views-menu";
import type { FeedbackListData } from "@/lib/dashboards/queries/load-feedback-list";
import type { FeedbackListInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import type { FeedbackRow } from "@/lib/feedback/queries/list-answers";
import { scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { piecesOf } from "@/lib/feedback/rules/search-words";
import { formatInstant } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { SCALES } from "@/lib/metrics/scales";

import { FeedbackTable } from "./feedback-table";

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
      <PageHeader
        title={t("title")}
        lead={data.withheld > 0 ? `${lead} ${t("withheld", { n: data.withheld })}` : lead}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchBox label={t("search")} value={input.q} />
        {page.can("feedback:write") ? (
          <ButtonLink
            href={`/w/${page.workspace}/feedback/tags`}
            variant="ghost"
            className="ms-auto text-muted"
          >
            {t("manageTags")}
          </ButtonLink>
        ) : null}
      </div>
      <FilterBar
        filters={[
          ...prepareFilters(data.places, input, words, { fallback: "all" }),
          ...answerFilters(input, t, words),
          ...recordFilters(data, input, t),
        ]}
      >
        <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
        {page.can("measures:write") ? <KeepFinding workspace={page.workspace} page="feedback" /> : null}
        <ExportMenu href={`/w/${page.workspace}/feedback/export`} />
      </FilterBar>
      <FeedbackTable
        key={address(input, undefined)}
        workspace={page.workspace}
        search={address({ ...input, after: undefined }, undefined)}
        total={data.total}
        touchpoints={data.places.touchpoints
          .filter(({ retired }) => !retired)
          .map(({ key, name }) => ({ value: key, label: name }))}
        tags={data.tags}
        canTag={page.can("feedback:write")}
        canManage={page.can("feedback:manage")}
        empty={
          <EmptyState
            icon={MessageSquareText}
            title={t("empty.title")}
            text={input.q ? t("empty.search", { said: input.q }) : t("empty.text")}
            actions={<ButtonLink href="?">{t("empty.all")}</ButtonLink>}
          />
        }
        columns={[
          { key: "who", label: t("who"), width: "12rem" },
          { key: "score", label: t("score"), phone: "column", isNumeric: true, width: "7rem" },
          { key: "comment", label: t("comment"), phone: "block" },
          { key: "where", label: t("where"), phone: "line", width: "14rem" },
          { key: "technique", label: t("technique"), width: "9rem" },
          { key: "when", label: t("when"), phone: "line", width: "11rem" },
        ]}
        rows={data.rows.map((row) => ({
          key: row.id,
          href: `/w/${page.workspace}/feedback/${row.id}${address(input, undefined)}`,
          cells: {
            who: row.customer ?? <span className="text-muted italic">{t("anonymous")}</span>,
            score: scoreText(row, t),
            comment: row.comment || row.tags.length > 0 ? <CommentCell row={row} /> : null,
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

/** A score stays on one line, however many stand beside it. */
function scoreText({ scores }: FeedbackRow, t: Translator): string {
  const each = scores.map(({ scale, score }) => t("ofScale", { score, max: SCALES[scale].max }));
  return each.map((said) => said.replaceAll(" ", "\u00a0")).join(", ");
}

/** What was looked for stands out; everything in a comment is text, whatever it looks like. */
function CommentCell({ row }: { row: FeedbackRow }) {
  return (
    <>
      {row.comment ? (
        <span className="line-clamp-2">
          {row.found === null
            ? row.comment
            : piecesOf(row.found).map(({ text, isFound, at }) =>
                isFound ? (
                  <mark key={at} className="rounded-xs bg-caution-soft text-foreground">
                    {text}
                  </mark>
                ) : (
                  text
                ),
              )}
        </span>
      ) : null}
      {row.tags.length > 0 ? (
        <span className="mt-1 flex flex-wrap gap-1">
          {row.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      ) : null}
    </>
  );
}

/** What is known of the record itself; rarely needed, one press away. */
function recordFilters({ tags }: FeedbackListData, input: FeedbackListInput, t: Translator): Filter[] {
  const yesNo = (yes: string, no: string) => [
    { value: "true", label: yes },
    { value: "false", label: no },
  ];
  const one = (name: string, options: Filter["options"], value: string | boolean | undefined): Filter => ({
    name,
    label: t(`filters.${name as "tag"}`),
    kind: "select",
    options,
    value: value === undefined ? [] : [String(value)],
    isMore: true,
  });
  const chosenTags = input.tag ?? [];
  return [
    {
      name: "tag",
      label: t("filters.tag"),
      kind: "multi" as const,
      options: [...new Set([...tags, ...chosenTags])].map((tag) => ({ value: tag, label: tag })),
      value: chosenTags,
      isMore: true,
    },
    one("comment", yesNo(t("withComment"), t("withoutComment")), input.comment),
    one(
      "noted",
      [
        { value: "me", label: t("notedByMe") },
        { value: "staff", label: t("notedByStaff") },
      ],
      input.noted,
    ),
    one("anonymous", yesNo(t("onlyAnonymous"), t("notAnonymous")), input.anonymous),
    one(
      "language",
      [
        { value: "de", label: t("languages.de") },
        { value: "en", label: t("languages.en") },
      ],
      input.language,
    ),
  ].filter(({ options, value }) => options.length > 0 || value.length > 0);
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
