"use client";

import { AlertDialog, Button } from "@heroui/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionForm } from "./action-form";
import type { FormAction } from "./form-state";
import { SubmitButton } from "./submit-button";

type ConfirmDialogProps = {
  /** The button that asks. */
  trigger: ReactNode;
  triggerVariant?: "outline" | "ghost" | "danger" | "danger-soft";
  triggerLabel?: string;
  title: string;
  /** What goes with it: "412 answers and 3 open cases go with it." */
  text: ReactNode;
  /** A verb: "Delete customer". */
  confirm: string;
  isDestructive?: boolean;
  action: FormAction;
  workspace?: string;
  hidden?: Record<string, string>;
  success?: string;
  undo?: FormAction;
  /** Further fields, such as a reason. */
  children?: ReactNode;
};

/** The one way to confirm. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    trigger,
    triggerVariant = "outline",
    triggerLabel,
    title,
    text,
    confirm,
    isDestructive,
    children,
    ...form
  } = props;
  const t = useTranslations("ui");
  const [isOpen, setOpen] = useState(false);
  return (
    <AlertDialog isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant={triggerVariant} isIconOnly={triggerLabel !== undefined} aria-label={triggerLabel}>
        {trigger}
      </Button>
      <AlertDialog.Backdrop isDismissable isKeyboardDismissDisabled={false}>
        <AlertDialog.Container size="sm">
          <AlertDialog.Dialog>
            <AlertDialog.Heading className="text-base font-semibold">{title}</AlertDialog.Heading>
            <div className="mt-2 text-pretty text-muted">{text}</div>
            <ActionForm {...form} onSuccess={() => setOpen(false)} className="mt-5 flex flex-col gap-4">
              {children}
              <div className="flex flex-wrap justify-end gap-2">
                <Button variant="outline" onPress={() => setOpen(false)}>
                  {t("cancel")}
                </Button>
                <SubmitButton variant={isDestructive ? "danger" : "primary"}>{confirm}</SubmitButton>
              </div>
            </ActionForm>
          </AlertDialog.Dialog>
        </AlertDialog.Container>
      </AlertDialog.Backdrop>
    </AlertDialog>
  );
}
