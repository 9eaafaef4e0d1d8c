import { getTranslations } from "next-intl/server";
import { CommentList } from "@/components/dashboards/comment-list";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { NeighbourLinks } from "@/components/feedback/neighbour-links";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { TouchpointData } from "@/lib/inventory/queries/load-touchpoint";
import type { TouchpointPageInput } from "@/lib/inventory/schema";
import { translator } from "@/lib/language/translator";
import { inventoryAddress, touchpointAddress } from "./inventory-address";
import { warningChip, whenAndWho } from "./prepare-inventory";
import { touchpointFacts, touchpointSentence } from "./prepare-touchpoint";
import { TouchpointBrand } from "./touchpoint-brand";
import { TouchpointFigure } from "./touchpoint-figure";
import { TouchpointGaps } from "./touchpoint-gaps";
import { TouchpointHistory } from "./touchpoint-history";

type TouchpointViewProps = { data: TouchpointData; input: TouchpointPageInput; page: PageContext };

/** One touchpoint: what customers experience there, what they expect, and what belongs to it. */
export async function TouchpointView({ data, input, page }: TouchpointViewProps) {
  const t = await getTranslations("inventory");
  const words = {
    t: translator(page.locale, "inventory"),
    locale: page.locale,
    fewBelow: data.places.settings.fewBelow,
  };
  const { workspace } = page;
  const { row, figure } = data;
  const { key, page: _, open: __, ...list } = input;
  const at = (other: string | null) => (other === null ? null : touchpointAddress(workspace, other, list));
  const rows = { filter: { touchpoint: [key], segment: input.segment }, measure: "experience" as const };
  const allHref = feedbackAddress(workspace, { ...rows, period: data.period });
  return (
    <>
      <PageHeader
        back={{ href: inventoryAddress(workspace, list), label: t("detail.back") }}
        title={row.name}
        lead={
          <>
            <p>{touchpointSentence(data, words)}</p>
            {row.warnings.length > 0 ? (
              <p className="mt-2 flex flex-wrap gap-2">
                {row.warnings.map((warning) => (
                  <VerdictChip key={warning} {...warningChip(warning, words)} />
                ))}
              </p>
            ) : null}
          </>
        }
        actions={
          <>
            {page.can("touchpoints:write") ? (
              <ButtonLink href={inventoryAddress(workspace, list, { open: key })}>
                {t("detail.edit")}
              </ButtonLink>
            ) : null}
            <NeighbourLinks
              list={inventoryAddress(workspace, list)}
              previous={at(data.neighbours.previous)}
              next={at(data.neighbours.next)}
            />
          </>
        }
      />
      <FilterBar
        filters={whenAndWho(data.places, input, page.locale, translator(page.locale, "overview"), [
          "last-quarter",
        ]).filter(({ kind, options }) => kind === "period" || options.length > 0)}
      />
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <p className="mb-6">
            <Link href={allHref} className="text-link">
              {t("detail.allAnswers", { n: figure.now.n, shown: formatCount(figure.now.n, page.locale) })}
            </Link>
          </p>
          <TouchpointFigure data={data} rows={rows} page={page} />
          <TouchpointGaps data={data} words={words} />
          <CommentList
            title={t("detail.comments")}
            lead={t("detail.commentsLead")}
            allHref={feedbackAddress(workspace, { ...rows, period: data.period, comment: true })}
            comments={data.comments.map((comment) => ({
              key: comment.id,
              score: String(comment.score),
              text: comment.comment,
              about: [
                comment.customer ?? t("detail.anonymous"),
                formatDay(comment.answeredAt.toISOString().slice(0, 10), page.locale),
              ].join(" · "),
              href: `/w/${workspace}/feedback/${comment.id}`,
            }))}
          />
          <TouchpointBrand data={data} page={page} words={words} />
        </div>
        <aside className="min-w-0">
          <dl className="border-t border-separator">
            {touchpointFacts(data, words).map(([label, value]) => (
              <div key={label} className="flex justify-between gap-6 border-b border-separator py-2">
                <dt className="text-muted">{label}</dt>
                <dd className="min-w-0 text-end break-words">{value}</dd>
              </div>
            ))}
          </dl>
          <TouchpointHistory history={data.history} page={page} />
        </aside>
      </div>
    </>
  );
}
