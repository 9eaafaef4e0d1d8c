import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import { discardDraftAction, forgetMappingAction } from "@/lib/imports/actions";
import type { SavedMappingView, WaitingFile } from "@/lib/imports/queries/load-draft-pages";
import { UploadBox } from "./upload-box";

type NewImportViewProps = { data: { waiting: WaitingFile[]; saved: SavedMappingView[] }; page: PageContext };

export async function NewImportView({ data: { waiting, saved }, page }: NewImportViewProps) {
  const [t, pages] = await Promise.all([getTranslations("importWizard"), getTranslations("importPages")]);
  const at = `/w/${page.workspace}/imports`;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} back={{ href: at, label: t("back") }} />
      <UploadBox workspace={page.workspace} />
      {waiting.length > 0 ? (
        <Section title={t("waiting")} lead={t("waitingLead")}>
          <DataTable
            caption={t("waiting")}
            columns={[
              { key: "file", label: pages("file") },
              { key: "when", label: pages("when"), phone: "line", width: "12rem" },
              { key: "discard", label: t("discard"), isLabelHidden: true, phone: "column", width: "8rem" },
            ]}
            rows={waiting.map((one) => ({
              key: one.id,
              href: `${at}/drafts/${one.id}`,
              cells: {
                file: one.file,
                when: formatInstant(new Date(one.at), page.locale, page.timeZone),
                discard: (
                  <ConfirmDialog
                    trigger={t("discard")}
                    triggerVariant="ghost"
                    title={t("discardTitle", { file: one.file })}
                    text={t("discardText")}
                    confirm={t("discard")}
                    isDestructive
                    action={discardDraftAction}
                    workspace={page.workspace}
                    hidden={{ draft: one.id }}
                  />
                ),
              },
            }))}
          />
        </Section>
      ) : null}
      {saved.length > 0 ? (
        <Section title={t("savedTitle")} lead={t("savedLead")}>
          <DataTable
            caption={t("savedTitle")}
            columns={[
              { key: "name", label: t("mappingSaved") },
              { key: "kind", label: pages("kind"), phone: "line", width: "12rem" },
              { key: "forget", label: t("forget"), isLabelHidden: true, phone: "column", width: "8rem" },
            ]}
            rows={saved.map((one) => ({
              key: one.id,
              cells: {
                name: one.name,
                kind: pages(`kinds.${one.kind}` as "kinds.orders"),
                forget: (
                  <ConfirmDialog
                    trigger={t("forget")}
                    triggerVariant="ghost"
                    title={t("forgetTitle", { name: one.name })}
                    text={t("forgetText")}
                    confirm={t("forget")}
                    isDestructive
                    action={forgetMappingAction}
                    workspace={page.workspace}
                    hidden={{ saved: one.id }}
                  />
                ),
              },
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}
