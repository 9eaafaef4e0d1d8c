"use client";

import { Modal } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { CopyField } from "@/components/ui/copy-field";
import { Link } from "@/components/ui/link";
import { NumberField } from "@/components/ui/number-field";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { createShareLinkAction } from "@/lib/sharing/actions";
import { linkLives } from "@/lib/sharing/schema";

type ShareDialogProps = {
  workspace: string;
  /** The saved view that the link will show; null: closed. */
  view: { id: string; name: string } | null;
  onClose: () => void;
};

/** A link to a saved view for somebody without an account. */
export function ShareDialog({ workspace, view, onClose }: ShareDialogProps) {
  const t = useTranslations("sharing");
  const [address, setAddress] = useState<string | null>(null);
  const close = () => {
    setAddress(null);
    onClose();
  };
  return (
    <Modal.Backdrop
      isOpen={view !== null}
      isDismissable={address === null}
      onOpenChange={(open) => !open && close()}
    >
      <Modal.Container size="md">
        <Modal.Dialog>
          <Modal.CloseTrigger />
          <Modal.Header>
            <Modal.Heading>{address ? t("newTitle") : t("create")}</Modal.Heading>
          </Modal.Header>
          <Modal.Body className="pt-4">
            {address ? (
              <div className="flex flex-col gap-4">
                <CopyField label={t("address")} value={address} warning={t("newLead")} />
                <Link href={`/w/${workspace}/share-links`} className="text-link">
                  {t("allLinks")}
                </Link>
              </div>
            ) : view ? (
              <ActionForm
                action={createShareLinkAction}
                workspace={workspace}
                hidden={{ view: view.id }}
                onSuccess={(data) => setAddress((data as { address: string }).address)}
              >
                <p className="text-pretty text-muted">{t("createLead")}</p>
                <TextField
                  name="name"
                  label={t("name")}
                  defaultValue={view.name}
                  maxLength={120}
                  isRequired
                />
                <SelectField
                  name="life"
                  label={t("life")}
                  defaultValue="30"
                  options={linkLives.map((value) => ({ value, label: t(`lives.${value}`) }))}
                />
                <NumberField
                  name="minimumN"
                  label={t("minimumN")}
                  description={t("minimumHint")}
                  defaultValue={5}
                  minValue={5}
                  maxValue={500}
                />
                <CheckboxField
                  name="withComments"
                  label={t("allowComments")}
                  description={t("commentsHint")}
                />
                <SubmitButton>{t("create")}</SubmitButton>
              </ActionForm>
            ) : null}
          </Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
