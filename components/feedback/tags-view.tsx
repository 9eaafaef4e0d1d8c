import { Tags } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ActionForm } from "@/components/ui/action-form";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { PageContext } from "@/lib/doors/define-page";
import {
  createTagAction,
  deleteTagAction,
  mergeTagsAction,
  renameTagAction,
  undoFeedbackChangeAction,
} from "@/lib/feedback/actions";
import type { TagUse } from "@/lib/feedback/queries/list-tags";
import { formatCount } from "@/lib/format/numbers";

/** The words that people put on feedback: what they are used for, in other words, together, or gone. */
export async function TagsView({ data, page }: { data: TagUse[]; page: PageContext }) {
  const t = await getTranslations("feedback.tags");
  const { workspace } = page;
  const list = `/w/${workspace}/feedback`;
  return (
    <>
      <PageHeader
        back={{ href: list, label: t("back") }}
        title={t("title")}
        lead={t("lead", { count: data.length })}
        actions={data.length > 0 ? <ExportMenu href={`${list}/tags/export`} /> : null}
      />
      <ActionForm
        action={createTagAction}
        workspace={workspace}
        success={t("created")}
        resetOnSuccess
        className="mb-6 flex max-w-md items-end gap-2"
      >
        <TextField name="name" label={t("newName")} maxLength={60} />
        <SubmitButton variant="outline">{t("create")}</SubmitButton>
      </ActionForm>
      <DataTable
        caption={t("title")}
        empty={<EmptyState icon={Tags} title={t("emptyTitle")} text={t("emptyText")} />}
        columns={[
          { key: "name", label: t("name") },
          { key: "uses", label: t("uses"), phone: "column", isNumeric: true, width: "10rem" },
          { key: "actions", label: t("actions"), isLabelHidden: true, phone: "column" },
        ]}
        rows={data.map((tag) => ({
          key: tag.id,
          cells: {
            name: tag.name,
            uses: (
              <Link className="text-link" href={`${list}?tag=${encodeURIComponent(tag.name)}`}>
                {formatCount(tag.uses, page.locale)}
              </Link>
            ),
            actions: page.can("feedback:manage") ? (
              <div className="flex flex-col items-end sm:flex-row sm:justify-end sm:gap-1">
                <ConfirmDialog
                  trigger={t("rename")}
                  triggerVariant="ghost"
                  title={t("renameTitle", { name: tag.name })}
                  text={null}
                  confirm={t("rename")}
                  action={renameTagAction}
                  undo={renameTagAction}
                  workspace={workspace}
                  hidden={{ tag: tag.id, seen: String(tag.version) }}
                  success={t("renamed")}
                >
                  <TextField
                    name="name"
                    label={t("newName")}
                    defaultValue={tag.name}
                    maxLength={60}
                    autoFocus
                  />
                </ConfirmDialog>
                {data.length > 1 ? (
                  <ConfirmDialog
                    trigger={t("merge")}
                    triggerVariant="ghost"
                    title={t("mergeTitle", { name: tag.name })}
                    text={t("mergeText", { count: tag.uses })}
                    confirm={t("merge")}
                    action={mergeTagsAction}
                    undo={undoFeedbackChangeAction}
                    workspace={workspace}
                    hidden={{ tag: tag.id }}
                    success={t("merged")}
                  >
                    <SelectField
                      name="into"
                      label={t("into")}
                      options={data
                        .filter(({ id }) => id !== tag.id)
                        .map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  </ConfirmDialog>
                ) : null}
                <ConfirmDialog
                  trigger={t("delete")}
                  triggerVariant="ghost"
                  title={t("deleteTitle", { name: tag.name })}
                  text={t("deleteText", { count: tag.uses })}
                  confirm={t("delete")}
                  isDestructive
                  action={deleteTagAction}
                  undo={undoFeedbackChangeAction}
                  workspace={workspace}
                  hidden={{ tag: tag.id }}
                  success={t("deleted", { name: tag.name })}
                />
              </div>
            ) : null,
          },
        }))}
      />
    </>
  );
}
