import { Link2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { localDay } from "@/lib/period/local-day";
import { revokeShareLinkAction } from "@/lib/sharing/actions";
import type { listShareLinks } from "@/lib/sharing/queries/list-links";
import { isSharedPage } from "@/lib/sharing/schema";

type ShareLinksViewProps = { data: Awaited<ReturnType<typeof listShareLinks>>; page: PageContext };

/** Who may look in without an account, since when, until when, and whether anybody did. */
export async function ShareLinksView({ data: links, page }: ShareLinksViewProps) {
  const t = await getTranslations("sharing");
  const day = (at: Date) => formatDay(localDay(at, page.timeZone), page.locale);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={links.length > 0 ? <ExportMenu href={`/w/${page.workspace}/share-links/export`} /> : null}
      />
      <DataTable
        caption={t("title")}
        empty={<EmptyState icon={Link2} title={t("empty.title")} text={t("empty.text")} />}
        columns={[
          { key: "name", label: t("name") },
          { key: "page", label: t("page"), phone: "line" },
          { key: "shows", label: t("shows"), phone: "line" },
          { key: "created", label: t("created") },
          { key: "ends", label: t("ends"), phone: "line" },
          { key: "lastUsed", label: t("lastUsed"), phone: "line" },
          { key: "actions", label: t("actions"), isLabelHidden: true, phone: "column", width: "8rem" },
        ]}
        rows={links.map((link) => ({
          key: link.id,
          cells: {
            name: link.name,
            page: isSharedPage(link.page) ? t(`pages.${link.page || "overview"}`) : link.page,
            shows: [
              t("fromAnswers", { n: link.minimumN }),
              t(link.withComments ? "withComments" : "withoutComments"),
            ].join(", "),
            created: day(link.createdAt),
            ends: link.expiresAt ? day(link.expiresAt) : t("untilRevoked"),
            lastUsed: link.lastUsedOn ? formatDay(link.lastUsedOn, page.locale) : t("never"),
            actions: (
              <div className="flex justify-end">
                <ConfirmDialog
                  trigger={t("revoke")}
                  triggerVariant="ghost"
                  title={t("revokeTitle", { name: link.name })}
                  text={t("revokeLead")}
                  confirm={t("revoke")}
                  isDestructive
                  action={revokeShareLinkAction}
                  workspace={page.workspace}
                  hidden={{ link: link.id }}
                  success={t("revoked")}
                />
              </div>
            ),
          },
        }))}
      />
    </>
  );
}
