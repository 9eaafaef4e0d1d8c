"use client";

import { type ReactNode, useActionState, useEffect, useRef, useState, useTransition } from "react";
import type { ActionResult } from "@/lib/doors/define-action";
import { FormMessage } from "./form-message";
import { type FormAction, FormStateContext } from "./form-state";
import { plainValues, useUndoToast } from "./use-undo-toast";

type ActionFormProps = {
  action: FormAction;
  children: ReactNode;
  /** Slug of the workspace the action works in. */
  workspace?: string;
  /** Sent along unseen, such as the id of what is edited. */
  hidden?: Record<string, string>;
  /** Said in a toast when it worked. */
  success?: string;
  /** Offered in that toast; receives `workspace`, `hidden` and the plain properties of the result. */
  undo?: FormAction;
  onSuccess?: (data: unknown) => void;
  /** Empty the form for the next entry and put the caret back into its first field. */
  resetOnSuccess?: boolean;
  className?: string;
  id?: string;
};

/**
 * The one way to submit. Nothing that was typed is lost on a refusal: the form is sent by hand, so React does not empty
 * it, and before scripts have loaded the server fills it again.
 */
export function ActionForm(props: ActionFormProps) {
  const { action, children, workspace, hidden, className = "flex flex-col gap-4", id } = props;
  const announce = useUndoToast();
  const form = useRef<HTMLFormElement>(null);
  const [served, submit, isServing] = useActionState<ActionResult | null, FormData>(action, null);
  const [answered, setAnswered] = useState<ActionResult | null>(null);
  const [isSending, startSending] = useTransition();
  const result = answered ?? served;
  const isPending = isSending || isServing;

  /** Said from here and not from an effect: what was removed may take this very form away with it. */
  async function send(data: FormData) {
    const found = await action(null, data);
    setAnswered(found);
    if (!found.ok) return;
    const { success, undo } = props;
    const values = { ...plainValues(found.data), ...hidden, ...(workspace ? { workspace } : {}) };
    if (success) announce(success, undo && { action: undo, values });
    if (props.resetOnSuccess) {
      form.current?.reset();
      form.current?.querySelector<HTMLElement>("input:not([type=hidden]), textarea")?.focus();
    }
    props.onSuccess?.(found.data);
  }

  useEffect(() => {
    if (!result || result.ok) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"] button')?.focus();
  }, [result]);

  return (
    <FormStateContext value={{ result, isPending }}>
      <form
        ref={form}
        id={id}
        className={className}
        noValidate
        action={submit}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog's form inside this one stands elsewhere in the document but reports here too.
          if (isPending || event.target !== event.currentTarget) return;
          const { submitter } = event.nativeEvent as SubmitEvent;
          const data = new FormData(event.currentTarget, submitter);
          startSending(() => send(data));
        }}
      >
        {workspace ? <input type="hidden" name="workspace" value={workspace} /> : null}
        {Object.entries(hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FormMessage />
        {children}
      </form>
    </FormStateContext>
  );
}
