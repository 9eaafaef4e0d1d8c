import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { undoImportAction } from "@/lib/imports/actions";
import type { ImportView } from "@/lib/imports/queries/get-import";
import type { ImportErrorView } from "@/lib/imports/queries/list-import-errors";
import { translator } from "@/lib/language/translator";
import { countsInWords, statusChip } from "./prepare-import";
import { WatchedProgress } from "./watched-progress";

type ImportDetailViewProps = { data: { found: ImportView; errors: ImportErrorView[] }; page: PageContext };

/** Where the rows of a kind are shown, or what they come to. */
const pageOf: Readonly<Record<string, string>> = {
  feedback: "feedback?period=all",
  customers: "customers",
  orders: "retention",
  contracts: "retention",
  expectations: "expectations",
};

export async function ImportDetailView({ data: { found, errors }, page }: ImportDetailViewProps) {
  const [t, wizard] = await Promise.all([getTranslations("importPages"), getTranslations("importWizard")]);
  const words = translator(page.locale, "importPages");
  const isRunning = found.status === "queued" || found.status === "running";
  const at = `/w/${page.workspace}/imports`;
  const seen = pageOf[found.kind];
  return (
    <>
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
            {seen && found.status === "done" ? (
              <ButtonLink href={`/w/${page.workspace}/${seen}`}>{t("seeData")}</ButtonLink>
            ) : null}
            {page.can("imports:write") && ["done", "failed"].includes(found.status) ? (
              <ConfirmDialog
                trigger={wizard("undo")}
                triggerVariant="ghost"
                title={wizard("undoTitle")}
                text={wizard("undoText", { created: found.created })}
                confirm={wizard("undo")}
                isDestructive
                action={undoImportAction}
                workspace={page.workspace}
                hidden={{ id: found.id }}
              />
            ) : null}
          </>
        }
      />
      <p className="mb-6 flex flex-wrap items-center gap-3 text-muted">
        <VerdictChip {...statusChip(found, words)} />
        {formatInstant(new Date(found.createdAt), page.locale, page.timeZone)}
      </p>
      {isRunning ? (
        <WatchedProgress
          href={`${at}/${found.id}/progress`}
          start={{ status: found.status, lines: found.lines, totalLines: found.totalLines }}
        />
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
