import { ChevronLeft, ChevronRight } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { ViewsMenu } from "@/components/views/views-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { formatBucket, formatDay } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";
import { addMonths } from "@/lib/period/local-day";
import type { ReportData } from "@/lib/reports/queries/load-report";
import { prepareReport } from "./prepare-report";
import { PrintButton } from "./print-button";
import { ReportBody } from "./report-body";

type ReportViewProps = { data: ReportData; page: PageContext };

/** One page a month for those who read one page a month. */
export async function ReportView({ data, page }: ReportViewProps) {
  const t = await getTranslations("report");
  const words = {
    report: translator(page.locale, "report"),
    overview: {
      ...{ t: translator(page.locale, "overview"), locale: page.locale },
      fewBelow: data.settings.fewBelow,
    },
  };
  const prepared = prepareReport(data, words, page, page.currency);
  const { period } = data;
  const nameOf = (from: string) => formatBucket(from, "month", page.locale).long;
  const [earlier, later] = [addMonths(period.from, -1), addMonths(period.from, 1)];
  const title = t("of", { month: nameOf(period.from) });
  return (
    <div className="max-w-5xl">
      <PageHeader
        title={title}
        lead={t("lead", { workspace: data.workspaceName, before: nameOf(data.before.from) })}
        actions={
          <>
            <nav aria-label={t("months")} className="flex items-center gap-1">
              <ButtonLink
                href={`?month=${earlier.slice(0, 7)}`}
                variant="ghost"
                isIconOnly
                aria-label={nameOf(earlier)}
              >
                <ChevronLeft aria-hidden="true" />
              </ButtonLink>
              {later <= data.today ? (
                <ButtonLink
                  href={`?month=${later.slice(0, 7)}`}
                  variant="ghost"
                  isIconOnly
                  aria-label={nameOf(later)}
                >
                  <ChevronRight aria-hidden="true" />
                </ButtonLink>
              ) : null}
            </nav>
            <ViewsMenu workspace={page.workspace} canShare={page.can("shares:write")} />
            <PrintButton label={t("print")} />
          </>
        }
      />
      {data.isOver ? null : <p className="mb-4 text-muted">{words.overview.t("periodRunning")}</p>}
      <ReportBody
        prepared={prepared}
        titles={{
          ...{ sentences: t("sentences"), numbers: t("numbers"), touchpoints: t("touchpoints") },
          ...{ cost: t("cost.title"), doing: t("doing") },
        }}
        noTouchpoints={t("noTouchpoints", { n: data.settings.fewBelow })}
      />
      <p className="mt-8 text-xs text-muted">
        {t("asOf", { day: formatDay(data.today, page.locale), workspace: data.workspaceName })}
      </p>
    </div>
  );
}
