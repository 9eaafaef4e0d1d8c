"use client";

import { ActionForm } from "@/components/ui/action-form";
import type { FormAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";

type RemoveFormProps = {
  action: FormAction;
  undo: FormAction;
  id: string;
  workspace: string;
  label: string;
  done: string;
  onDone: () => void;
};

/** Takes an entry off its page; the way back is offered at once. */
export function RemoveForm({ action, undo, id, workspace, label, done, onDone }: RemoveFormProps) {
  return (
    <ActionForm
      action={action}
      undo={undo}
      success={done}
      workspace={workspace}
      hidden={{ id }}
      onSuccess={onDone}
      className="mt-8 border-t border-separator pt-4"
    >
      <div>
        <SubmitButton variant="outline">{label}</SubmitButton>
      </div>
    </ActionForm>
  );
}
