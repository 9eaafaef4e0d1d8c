import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Words } from "@/components/dashboards/prepare-tile";
import { Logo } from "@/components/frame/logo";
import { PageTitle } from "@/components/frame/page-title";
import { prepareReport } from "@/components/reports/prepare-report";
import { PrintButton } from "@/components/reports/print-button";
import { ReportBody } from "@/components/reports/report-body";
import type { PageContext } from "@/lib/doors/define-page";
import { formatBucket, formatDay, formatPeriod } from "@/lib/format/dates";
import { translator } from "@/lib/language/translator";
import type { SharedData } from "@/lib/sharing/queries/load-shared";
import { SharedBreakdownPart } from "./shared-breakdown";
import { SharedExpectationsPart } from "./shared-expectations";
import { SharedOverviewPart } from "./shared-overview";

type SharedViewProps = { data: SharedData; page: PageContext };

/** A saved view for somebody without an account: figures to read, and no way any further. */
export async function SharedView({ data, page }: SharedViewProps) {
  const t = await getTranslations("sharing");
  const { locale } = page;
  const words: Words = { t: translator(locale, "overview"), locale, fewBelow: data.fewBelow };
  const { content } = data;
  const about = [
    data.period ? formatPeriod(data.period, locale) : words.t("presets.all"),
    ...data.filter.map(({ name, values }) => `${words.t(`filters.${name}`)}: ${values.join(", ")}`),
  ];
  return (
    <main className="mx-auto min-h-dvh max-w-5xl px-4 py-8 md:px-8 print:p-0">
      <PageTitle title={data.name} />
      <header className="mb-6 flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex items-center gap-2 text-xs text-muted">
            <Logo className="size-4" />
            {data.workspaceName}
          </p>
          <h1 className="mt-1.5 text-xl/7 font-semibold tracking-tight">{data.name}</h1>
          <p className="mt-1 text-muted">{about.join(" · ")}</p>
        </div>
        <div className="print:hidden">
          <PrintButton label={t("print")} />
        </div>
      </header>
      {data.isOver ? null : <p className="mb-4 text-muted">{words.t("periodRunning")}</p>}
      {content.page === "" ? <SharedOverviewPart data={data} content={content} words={words} /> : null}
      {content.page === "breakdown" ? (
        <SharedBreakdownPart data={data} content={content} words={words} />
      ) : null}
      {content.page === "expectations" ? <SharedExpectationsPart content={content} locale={locale} /> : null}
      {content.page === "report" ? <Report content={content} words={words} page={page} /> : null}
      <Foot>
        {t("foot", {
          day: formatDay(data.today, locale),
          n: data.minimumN,
          workspace: data.workspaceName,
        })}
      </Foot>
    </main>
  );
}

async function Report({
  content,
  words,
  page,
}: {
  content: Extract<SharedData["content"], { page: "report" }>;
  words: Words;
  page: PageContext;
}) {
  const t = await getTranslations("report");
  const { report } = content;
  const prepared = prepareReport(
    report,
    { report: translator(page.locale, "report"), overview: words },
    null,
    page.currency,
  );
  return (
    <>
      <p className="mb-5 text-[0.9375rem]/6 font-semibold">
        {t("of", { month: formatBucket(report.period.from, "month", words.locale).long })}
      </p>
      <ReportBody
        prepared={prepared}
        titles={{
          ...{ sentences: t("sentences"), numbers: t("numbers"), touchpoints: t("touchpoints") },
          ...{ cost: t("cost.title"), doing: t("doing") },
        }}
        noTouchpoints={t("noTouchpoints", { n: report.settings.fewBelow })}
      />
    </>
  );
}

const Foot = ({ children }: { children: ReactNode }) => (
  <footer className="mt-10 border-t border-separator pt-4 text-xs text-pretty text-muted">{children}</footer>
);
