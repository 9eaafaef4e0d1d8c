"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Role } from "@/lib/auth/roles";
import { changeRoleAction } from "@/lib/members/actions";
import { RoleField } from "./role-field";

type RoleDialogProps = { workspace: string; member: { id: string; name: string; role: Role } };

export function RoleDialog({ workspace, member }: RoleDialogProps) {
  const t = useTranslations("members");
  return (
    <ConfirmDialog
      trigger={t("changeRole")}
      triggerVariant="ghost"
      title={t("roleOf", { name: member.name })}
      text={null}
      confirm={t("changeRole")}
      action={changeRoleAction}
      workspace={workspace}
      hidden={{ member: member.id }}
      success={t("changed")}
    >
      <RoleField label={t("role")} defaultValue={member.role} />
    </ConfirmDialog>
  );
}
