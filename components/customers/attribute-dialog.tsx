"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextField } from "@/components/ui/text-field";
import { setAttributeAction } from "@/lib/customers/actions";
import { attributeName } from "@/lib/format/attributes";

type AttributeDialogProps = {
  workspace: string;
  customer: { id: string; version: number };
  /** The one that is changed; without it, a new one. */
  attribute?: { key: string; value: string };
};

export function AttributeDialog({ workspace, customer, attribute }: AttributeDialogProps) {
  const t = useTranslations("customers.attribute");
  return (
    <ConfirmDialog
      trigger={attribute ? <Pencil aria-hidden="true" /> : t("add")}
      triggerVariant={attribute ? "ghost" : "outline"}
      {...(attribute ? { triggerLabel: t("change", { key: attributeName(attribute.key) }) } : {})}
      title={attribute ? attributeName(attribute.key) : t("add")}
      text={t("text")}
      confirm={t("save")}
      action={setAttributeAction}
      undo={setAttributeAction}
      workspace={workspace}
      success={t("saved")}
    >
      <input type="hidden" name="id" value={customer.id} />
      <input type="hidden" name="version" value={customer.version} />
      {attribute ? (
        <input type="hidden" name="key" value={attribute.key} />
      ) : (
        <TextField name="key" label={t("key")} maxLength={60} isRequired autoFocus />
      )}
      <TextField name="value" label={t("value")} defaultValue={attribute?.value ?? ""} maxLength={1000} />
    </ConfirmDialog>
  );
}
