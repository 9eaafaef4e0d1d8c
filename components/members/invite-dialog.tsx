"use client";

import { Button, Modal } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CopyField } from "@/components/ui/copy-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { inviteMemberAction } from "@/lib/members/actions";
import { RoleField } from "./role-field";

type Invited = { link: string; email: string; mailed: boolean };

export function InviteDialog({ workspace }: { workspace: string }) {
  const t = useTranslations("members");
  const [isOpen, setOpen] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Modal
      isOpen={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        if (open) setInvited(null);
      }}
    >
      <Button>{t("invite")}</Button>
      <Modal.Backdrop>
        <Modal.Container size="md">
          <Modal.Dialog>
            <Modal.CloseTrigger />
            <Modal.Header>
              <Modal.Heading>
                {invited ? t("linkTitle", { email: invited.email }) : t("inviteTitle")}
              </Modal.Heading>
              <p className="text-muted">{invited ? t("linkLead") : t("inviteLead")}</p>
            </Modal.Header>
            <Modal.Body className="pt-4">
              {invited ? (
                <>
                  <CopyField label={t("link")} value={invited.link} />
                  {invited.mailed ? <p className="mt-3">{t("linkMailed")}</p> : null}
                </>
              ) : (
                <ActionForm
                  action={inviteMemberAction}
                  workspace={workspace}
                  onSuccess={(data) => setInvited(data as Invited)}
                >
                  <TextField name="email" type="email" label={t("email")} isRequired autoFocus />
                  <RoleField label={t("role")} defaultValue="agent" />
                  <SubmitButton>{t("invite")}</SubmitButton>
                </ActionForm>
              )}
            </Modal.Body>
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}
