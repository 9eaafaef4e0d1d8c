"use client";

import { toast } from "@heroui/react";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { type FormAction, formOf } from "./form-state";

type Undo = { action: FormAction; values: Record<string, string> };

/**
 * Says "Saved. Undo" after a change, the same way everywhere. A mutation that can be taken back returns what its
 * reverse needs, as plain text: usually `{ before: JSON.stringify(…) }`. Those values go, together with the slug of the
 * workspace, to the reverse action, which is a server action like any other: it checks them with its own schema and
 * refuses when somebody else has changed the row meanwhile.
 *
 * Forms (`ActionForm`, `ConfirmDialog`) and `useAction` do this by themselves when they are given `undo`.
 */
export function useUndoToast() {
  const t = useTranslations("ui");

  async function takeBack({ action, values }: Undo) {
    const undone = await action(null, formOf(values));
    if (undone.ok) toast(t("undone"));
    else toast.danger(undone.message);
  }

  return (sentence: string, undo?: Undo) => {
    toast.success(sentence, {
      timeout: undo ? 10_000 : 5_000,
      actionProps: undo && {
        children: t("undo"),
        variant: "tertiary",
        onPress: () => startTransition(() => takeBack(undo)),
      },
    });
  };
}

/** The plain properties of an action's result, as a form carries them. */
export function plainValues(data: unknown): Record<string, string> {
  if (typeof data !== "object" || data === null) return {};
  const entries = Object.entries(data).filter(([, value]) => ["string", "number"].includes(typeof value));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
