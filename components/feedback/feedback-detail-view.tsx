import { getTranslations } from "next-intl/server";
import { searchOf } from "@/components/dashboards/filter-search";
import { PageHeader } from "@/components/frame/page-header";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { FeedbackDetailData } from "@/lib/dashboards/queries/load-feedback-detail";
import type { FeedbackDetailInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import type { FeedbackChange, FeedbackDetail } from "@/lib/feedback/queries/get-feedback";
import { formatDay, formatInstant } from "@/lib/format/dates";
import { languageName, localName } from "@/lib/language/locale";
import { SCALES } from "@/lib/metrics/scales";
import { FeedbackEdit } from "./feedback-edit";
import { NeighbourLinks } from "./neighbour-links";

type FeedbackDetailViewProps = { data: FeedbackDetailData; input: FeedbackDetailInput; page: PageContext };

export async function FeedbackDetailView({ data: loaded, input, page }: FeedbackDetailViewProps) {
  const { feedback: data, neighbours } = loaded;
  const { id: _, ...filter } = input;
  const search = searchOf(filter);
  const list = `/w/${page.workspace}/feedback`;
  const at = (id: string | null) => (id === null ? null : `${list}/${id}${search}`);
  const t = await getTranslations("feedback");
  const d = await getTranslations("feedback.detail");
  const words = await getTranslations("log");
  const named = (row: { name: string; translations: unknown } | null) =>
    row ? localName(row, page.locale) : null;
  const facts: [string, string | null][] = [
    [d("customer"), data.customer ? (data.customer.name ?? data.customer.externalId ?? "–") : t("anonymous")],
    [d("touchpoint"), named(data.touchpoint)],
    [d("channel"), named(data.channel)],
    [d("productGroup"), named(data.productGroup)],
    [d("occasion"), t(`occasions.${data.occasion}`)],
    [d("technique"), t(`techniques.${data.technique}`)],
    [d("answeredAt"), formatInstant(data.answeredAt, page.locale, page.timeZone)],
    [d("language"), data.language && languageName(data.language, page.locale)],
    [d("key"), data.submissionKey],
  ];
  return (
    <>
      <PageHeader
        back={{ href: `${list}${search}`, label: d("back") }}
        title={d("title", { date: formatDay(data.day, page.locale) })}
        actions={
          <NeighbourLinks
            list={`${list}${search}`}
            previous={at(neighbours.previous)}
            next={at(neighbours.next)}
          />
        }
      />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          <Section title={d("comment")}>
            {data.comment ? (
              <blockquote
                lang={data.language ?? undefined}
                className="max-w-[68ch] text-base/7 whitespace-pre-wrap"
              >
                {data.comment}
              </blockquote>
            ) : (
              <p className="text-muted">{d("noComment")}</p>
            )}
          </Section>
          <Section title={d("answers")}>
            <DataTable
              caption={d("answers")}
              empty={<p className="text-muted">–</p>}
              columns={[
                { key: "question", label: d("answers") },
                { key: "where", label: d("touchpoint"), phone: "line" },
                { key: "value", label: t("score"), phone: "column", isNumeric: true },
              ]}
              rows={data.answers.map((answer, position) => ({
                key: String(position),
                cells: {
                  question: `${t(`metrics.${answer.metric}`)}, ${t(`dimensions.${answer.dimension}`)}`,
                  where: named(answer.touchpoint),
                  value: valueText(answer, t, words),
                },
              }))}
            />
          </Section>
          <Section title={d("tags")}>
            <FeedbackEdit
              workspace={page.workspace}
              id={data.id}
              tags={data.tags}
              allTags={loaded.tags}
              touchpoints={loaded.touchpoints}
              canTag={page.can("feedback:write")}
              canManage={page.can("feedback:manage")}
            />
          </Section>
          {data.changes.length > 0 ? (
            <Section title={d("history")}>
              <ul>
                {data.changes.map((change) => (
                  <li
                    key={change.id}
                    className="flex flex-wrap justify-between gap-x-6 border-b border-separator py-2 last:border-0"
                  >
                    <span>{changeText(change, d)}</span>
                    <span className="text-muted">
                      {change.by ?? d("byNobody")}, {formatInstant(change.at, page.locale, page.timeZone)}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <dl className="self-start border-t border-separator lg:border-0">
          {facts
            .filter(([, value]) => value !== null)
            .map(([label, value]) => (
              <div key={label} className="flex justify-between gap-6 border-b border-separator py-2">
                <dt className="text-muted">{label}</dt>
                <dd className="min-w-0 text-end break-words">{value}</dd>
              </div>
            ))}
        </dl>
      </div>
    </>
  );
}

type Translator = Awaited<ReturnType<typeof getTranslations<"feedback">>>;
type Words = Awaited<ReturnType<typeof getTranslations<"log">>>;

/** A point with its word, where every point of the scale has one. */
function valueText(answer: FeedbackDetail["answers"][number], t: Translator, words: Words): string {
  const { value, reason, scale, dimension, metric } = answer;
  if (value === null) return t(`reasons.${reason ?? "skipped"}`);
  if (dimension === "mood") return words(`moods.${value as -2 | -1 | 0 | 1 | 2}`);
  const ofScale = t("ofScale", { score: value, max: SCALES[scale].max });
  const hasWords = metric === "csat" && scale === "1-5" && dimension === "experience";
  return hasWords ? `${ofScale} (${words(`points.${value as 1 | 2 | 3 | 4 | 5}`)})` : ofScale;
}

function changeText(
  change: FeedbackChange,
  d: Awaited<ReturnType<typeof getTranslations<"feedback.detail">>>,
) {
  if (change.kind !== "touchpoint") return d(`changes.${change.kind}`, { tag: change.tag });
  const { before, after } = change;
  return d("changes.touchpoint", { before: before ?? d("nowhere"), after: after ?? d("nowhere") });
}
