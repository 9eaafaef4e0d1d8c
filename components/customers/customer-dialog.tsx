"use client";

import { Button, Modal } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useShortcut } from "@/components/ui/use-shortcut";
import { addCustomerAction, editCustomerAction } from "@/lib/customers/actions";
import { CustomerFields, type CustomerFieldValues } from "./customer-fields";

type CustomerDialogProps = {
  workspace: string;
  /** Whom it changes; without one it makes a new customer. */
  customer?: CustomerFieldValues & { id: string; version: number };
};

/** New customer (`n`), or what is known of one (`e`). A change can be taken back from its toast. */
export function CustomerDialog({ workspace, customer }: CustomerDialogProps) {
  const t = useTranslations("customers.edit");
  const [isOpen, setOpen] = useState(false);
  const title = t(customer ? "title" : "newTitle");
  useShortcut(customer ? "e" : "n", () => setOpen(true), title);
  return (
    <Modal isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant={customer ? "outline" : "primary"}>{t(customer ? "open" : "new")}</Button>
      <Modal.Backdrop>
        <Modal.Container size="md">
          <Modal.Dialog>
            <Modal.CloseTrigger />
            <Modal.Header>
              <Modal.Heading>{title}</Modal.Heading>
            </Modal.Header>
            <Modal.Body className="pt-4">
              {customer ? (
                <ActionForm
                  action={editCustomerAction}
                  undo={editCustomerAction}
                  workspace={workspace}
                  success={t("saved")}
                  onSuccess={() => setOpen(false)}
                >
                  <input type="hidden" name="id" value={customer.id} />
                  <input type="hidden" name="version" value={customer.version} />
                  <CustomerFields values={customer} />
                  <SubmitButton>{t("save")}</SubmitButton>
                </ActionForm>
              ) : (
                <ActionForm action={addCustomerAction} workspace={workspace}>
                  <CustomerFields />
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
