import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { removeMemberAction, restoreMemberAction, revokeInvitationAction } from "@/lib/members/actions";
import type { Member, OpenInvitation } from "@/lib/members/queries";
import { localDay } from "@/lib/period/local-day";
import { InviteDialog } from "./invite-dialog";
import { RoleDialog } from "./role-dialog";

type MembersViewProps = { data: { members: Member[]; invitations: OpenInvitation[] }; page: PageContext };

export async function MembersView({ data: { members, invitations }, page }: MembersViewProps) {
  const [t, roles] = await Promise.all([getTranslations("members"), getTranslations("roles")]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { count: members.length })}
        actions={
          <>
            <ExportMenu href={`/w/${page.workspace}/admin/members/export`} />
            <InviteDialog workspace={page.workspace} />
          </>
        }
      />
      <DataTable
        caption={t("title")}
        columns={[
          { key: "name", label: t("name") },
          { key: "email", label: t("email"), phone: "line" },
          { key: "role", label: t("role"), phone: "line" },
          { key: "actions", label: t("actions"), isLabelHidden: true, phone: "column" },
        ]}
        rows={members.map((member) => ({
          key: member.id,
          cells: {
            name: member.self ? `${member.name} (${t("you")})` : member.name,
            email: member.email,
            role: roles(member.role),
            actions: (
              <div className="flex flex-col items-end sm:flex-row sm:justify-end sm:gap-1">
                <RoleDialog workspace={page.workspace} member={member} />
                {member.self ? null : (
                  <ConfirmDialog
                    trigger={t("remove")}
                    triggerVariant="ghost"
                    title={t("removeTitle", { name: member.name })}
                    text={t("removeLead")}
                    confirm={t("remove")}
                    isDestructive
                    action={removeMemberAction}
                    undo={restoreMemberAction}
                    workspace={page.workspace}
                    hidden={{ member: member.id }}
                    success={t("removed", { name: member.name })}
                  />
                )}
              </div>
            ),
          },
        }))}
      />
      <Invitations invitations={invitations} page={page} />
    </>
  );
}

async function Invitations({ invitations, page }: { invitations: OpenInvitation[]; page: PageContext }) {
  const [t, roles] = await Promise.all([getTranslations("members"), getTranslations("roles")]);
  return (
    <section className="mt-10">
      <h2 className="mb-2 font-semibold">{t("open")}</h2>
      <DataTable
        caption={t("open")}
        empty={<p className="text-muted">{t("openEmpty")}</p>}
        columns={[
          { key: "email", label: t("email") },
          { key: "role", label: t("role"), phone: "line" },
          { key: "until", label: t("until"), phone: "line" },
          { key: "actions", label: t("actions"), isLabelHidden: true, phone: "column" },
        ]}
        rows={invitations.map(({ id, email, role, expiresAt }) => ({
          key: id,
          cells: {
            email,
            role: roles(role),
            until: formatDay(localDay(expiresAt, page.timeZone), page.locale),
            actions: (
              <div className="flex justify-end">
                <ConfirmDialog
                  trigger={t("revoke")}
                  triggerVariant="ghost"
                  title={t("revokeTitle", { email })}
                  text={t("revokeLead")}
                  confirm={t("revoke")}
                  isDestructive
                  action={revokeInvitationAction}
                  workspace={page.workspace}
                  hidden={{ invitation: id }}
                  success={t("revoked")}
                />
              </div>
            ),
          },
        }))}
      />
    </section>
  );
}
