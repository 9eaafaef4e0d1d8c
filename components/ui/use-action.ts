"use client";

import { toast } from "@heroui/react";
import { useTransition } from "react";
import type { ActionResult } from "@/lib/doors/define-action";
import { type FormAction, formOf } from "./form-state";
import { plainValues, useUndoToast } from "./use-undo-toast";

type UseActionOptions<Data> = {
  action: FormAction<Data>;
  workspace: string;
  /** The reverse action; receives `workspace`, the values sent and the plain properties of the result. */
  undo?: FormAction;
};

/**
 * A server action without a form: an inline edit, a move, a choice for many rows. Show the new state at once
 * (`useOptimistic`); a refusal is said in a toast and the page draws what is really there.
 */
export function useAction<Data>({ action, workspace, undo }: UseActionOptions<Data>) {
  const [isPending, startTransition] = useTransition();
  const announce = useUndoToast();

  function run(values: Record<string, string>, success?: string, expect?: () => void): void {
    startTransition(async () => {
      expect?.();
      const sent = { ...values, workspace };
      const result: ActionResult<Data> = await action(null, formOf(sent));
      if (!result.ok) {
        toast.danger([result.message, ...Object.values(result.fields)].join(" "));
        return;
      }
      const back = undo && { action: undo, values: { ...sent, ...plainValues(result.data) } };
      if (success) announce(success, back);
    });
  }
  return { run, isPending };
}
