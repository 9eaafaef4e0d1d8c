import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { ImportProgress } from "@/components/ui/import-progress";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { ImportView } from "@/lib/imports/queries/get-import";
import type { ImportErrorView } from "@/lib/imports/queries/list-import-errors";
import { translator } from "@/lib/language/translator";
import { countsInWords, statusChip } from "./prepare-import";
import { RefreshWhileRunning } from "./refresh-while-running";

type ImportDetailViewProps = { data: { found: ImportView; errors: ImportErrorView[] }; page: PageContext };

export async function ImportDetailView({ data: { found, errors }, page }: ImportDetailViewProps) {
  const t = await getTranslations("importPages");
  const words = translator(page.locale, "importPages");
  const isRunning = found.status === "queued" || found.status === "running";
  const at = `/w/${page.workspace}/imports`;
  return (
    <>
      <title>{found.file}</title>
      <PageHeader
        back={{ href: at, label: t("title") }}
        title={found.file}
        lead={found.failure ?? countsInWords(found, words, page.locale)}
        actions={
          <>
            {found.rejected > 0 ? (
              <ButtonLink href={`${at}/${found.id}/errors`} prefetch={false}>
                {t("downloadErrors")}
              </ButtonLink>
            ) : null}
            {found.kind === "feedback" && found.status === "done" ? (
              <ButtonLink href={`/w/${page.workspace}/feedback`}>{t("seeData")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <p className="mb-6 flex flex-wrap items-center gap-3 text-muted">
        <VerdictChip {...statusChip(found, words)} />
        {formatInstant(new Date(found.createdAt), page.locale, page.timeZone)}
      </p>
      {isRunning ? (
        <>
          <RefreshWhileRunning />
          <ImportProgress
            label={t("progress")}
            share={found.totalLines > 0 ? found.lines / found.totalLines : null}
            counts={t("progressCounts", {
              done: formatCount(found.lines, page.locale),
              total: formatCount(found.totalLines, page.locale),
            })}
          />
        </>
      ) : null}
      {found.warnings.length > 0 ? (
        <Section title={t("warnings")}>
          <ul className="list-disc ps-5">
            {found.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {errors.length > 0 ? (
        <Section title={t("errors")} lead={t("errorsLead")}>
          <DataTable
            caption={t("errors")}
            columns={[
              { key: "line", label: t("line"), width: "5rem" },
              { key: "column", label: t("column"), phone: "line", width: "12rem" },
              { key: "value", label: t("value"), phone: "line", width: "14rem" },
              { key: "reason", label: t("reason"), phone: "column" },
            ]}
            rows={errors.map((error) => ({
              key: `${error.line} ${error.column} ${error.reason}`,
              cells: { ...error, line: formatCount(error.line, page.locale) },
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}
