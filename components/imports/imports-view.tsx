import { Upload } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import type { ImportView } from "@/lib/imports/queries/get-import";
import { translator } from "@/lib/language/translator";
import { countsInWords, statusChip } from "./prepare-import";

type ImportsViewProps = { data: { imports: ImportView[] }; page: PageContext };

export async function ImportsView({ data: { imports }, page }: ImportsViewProps) {
  const [t, wizard] = await Promise.all([getTranslations("importPages"), getTranslations("importWizard")]);
  const words = translator(page.locale, "importPages");
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            {imports.length > 0 ? <ExportMenu href={`/w/${page.workspace}/imports/export`} /> : null}
            {page.can("imports:write") ? (
              <ButtonLink href={`/w/${page.workspace}/imports/new`} variant="primary">
                {wizard("newImport")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <DataTable
        caption={t("title")}
        empty={
          <EmptyState
            icon={Upload}
            title={t("empty.title")}
            text={
              <>
                <p>{t("empty.text")}</p>
                <pre className="mt-4 overflow-x-auto rounded-md bg-default p-3 text-start font-mono text-xs whitespace-pre-wrap">
                  {`npm run lotse -- import feedback survey.csv --workspace ${page.workspace} --mapping map.json`}
                </pre>
              </>
            }
          />
        }
        columns={[
          { key: "file", label: t("file") },
          { key: "kind", label: t("kind"), width: "8rem" },
          { key: "status", label: t("statusLabel"), phone: "column", width: "11rem" },
          { key: "counts", label: t("result"), phone: "line" },
          { key: "when", label: t("when"), phone: "line", width: "11rem" },
        ]}
        rows={imports.map((one) => ({
          key: one.id,
          href: `/w/${page.workspace}/imports/${one.id}`,
          cells: {
            file: one.file,
            kind: words.has(`kinds.${one.kind}`) ? words(`kinds.${one.kind}`) : one.kind,
            status: <VerdictChip {...statusChip(one, words)} />,
            counts: countsInWords(one, words, page.locale),
            when: formatInstant(new Date(one.createdAt), page.locale, page.timeZone),
          },
        }))}
      />
    </>
  );
}
