"use client";

import { Button, Modal } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RoleField } from "@/components/members/role-field";
import { ActionForm } from "@/components/ui/action-form";
import { CopyField } from "@/components/ui/copy-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { createApiKeyAction } from "@/lib/api-keys/actions";

export function CreateKeyDialog({ workspace }: { workspace: string }) {
  const t = useTranslations("apiKeys");
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  return (
    <Modal
      isOpen={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        if (open) setKey(null);
      }}
    >
      <Button>{t("create")}</Button>
      <Modal.Backdrop isDismissable={key === null}>
        <Modal.Container size="md">
          <Modal.Dialog>
            <Modal.CloseTrigger />
            <Modal.Header>
              <Modal.Heading>{key ? t("newTitle") : t("createTitle")}</Modal.Heading>
            </Modal.Header>
            <Modal.Body className="pt-4">
              {key ? (
                <CopyField label={t("key")} value={key} warning={t("newLead")} />
              ) : (
                <ActionForm
                  action={createApiKeyAction}
                  workspace={workspace}
                  onSuccess={(data) => setKey((data as { key: string }).key)}
                >
                  <TextField name="name" label={t("name")} description={t("nameHint")} isRequired autoFocus />
                  <RoleField label={t("role")} defaultValue="manager" />
                  <SubmitButton>{t("create")}</SubmitButton>
                </ActionForm>
              )}
            </Modal.Body>
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}
