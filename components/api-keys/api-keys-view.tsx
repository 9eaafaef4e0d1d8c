import { KeyRound } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { revokeApiKeyAction } from "@/lib/api-keys/actions";
import type { listApiKeys } from "@/lib/api-keys/queries";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { localDay } from "@/lib/period/local-day";
import { CreateKeyDialog } from "./create-key-dialog";

type ApiKeysViewProps = { data: Awaited<ReturnType<typeof listApiKeys>>; page: PageContext };

export async function ApiKeysView({ data: keys, page }: ApiKeysViewProps) {
  const [t, roles] = await Promise.all([getTranslations("apiKeys"), getTranslations("roles")]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={`${t("lead")} ${t("docs", { address: `${process.env.LOTSE_URL}/api/v1` })}`}
        actions={
          <>
            {keys.length > 0 ? <ExportMenu href={`/w/${page.workspace}/admin/api-keys/export`} /> : null}
            <CreateKeyDialog workspace={page.workspace} />
          </>
        }
      />
      <DataTable
        caption={t("title")}
        empty={<EmptyState icon={KeyRound} title={t("empty")} />}
        columns={[
          { key: "name", label: t("name") },
          { key: "role", label: t("role"), phone: "line" },
          { key: "key", label: t("key"), phone: "line" },
          { key: "created", label: t("created") },
          { key: "lastUsed", label: t("lastUsed"), phone: "line" },
          { key: "actions", label: t("actions"), isLabelHidden: true, phone: "column", width: "8rem" },
        ]}
        rows={keys.map((key) => ({
          key: key.id,
          cells: {
            name: key.name,
            role: roles(key.role),
            key: <code className="font-mono text-xs">{key.prefix}…</code>,
            created: formatDay(localDay(key.createdAt, page.timeZone), page.locale),
            lastUsed: key.lastUsedOn ? formatDay(key.lastUsedOn, page.locale) : t("never"),
            actions: (
              <div className="flex justify-end">
                <ConfirmDialog
                  trigger={t("revoke")}
                  triggerVariant="ghost"
                  title={t("revokeTitle", { name: key.name })}
                  text={t("revokeLead")}
                  confirm={t("revoke")}
                  isDestructive
                  action={revokeApiKeyAction}
                  workspace={page.workspace}
                  hidden={{ apiKey: key.id }}
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
