import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import type { FeedbackDetail } from "@/lib/feedback/queries/get-feedback";
import { formatDay, formatInstant } from "@/lib/format/dates";
import { localName } from "@/lib/language/locale";
import { SCALES } from "@/lib/metrics/scales";

type FeedbackDetailViewProps = { data: FeedbackDetail; page: PageContext };

export async function FeedbackDetailView({ data, page }: FeedbackDetailViewProps) {
  const t = await getTranslations("feedback");
  const d = await getTranslations("feedback.detail");
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
    [d("language"), data.language],
    [d("key"), data.submissionKey],
  ];
  return (
    <>
      <title>{d("title", { date: formatDay(data.day, page.locale) })}</title>
      <PageHeader
        back={{ href: `/w/${page.workspace}/feedback`, label: d("back") }}
        title={d("title", { date: formatDay(data.day, page.locale) })}
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
                  value:
                    answer.value === null
                      ? t(`reasons.${answer.reason ?? "skipped"}`)
                      : t("ofScale", { score: answer.value, max: SCALES[answer.scale].max }),
                },
              }))}
            />
          </Section>
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
