"use client";

import { createContext, use, useState } from "react";
import type { ActionResult } from "@/lib/doors/define-action";

/** A server action as forms take it; see `defineAction`. */
export type FormAction<Data = unknown> = (before: unknown, form: FormData) => Promise<ActionResult<Data>>;

export type FormState = { result: ActionResult | null; isPending: boolean };

export const FormStateContext = createContext<FormState>({ result: null, isPending: false });

/**
 * What the surrounding form knows about one field: the reason it was refused, until it is edited, and what was typed,
 * for a page that was drawn again without scripts.
 */
export function useFieldState(name: string) {
  const { result } = use(FormStateContext);
  const refusal = result && !result.ok ? result : null;
  const [editedAfter, setEditedAfter] = useState<ActionResult | null>(null);
  const key = name.replace(/\[\]$/, "");
  const error = refusal && editedAfter !== refusal ? errorOf(refusal.fields, key) : undefined;
  const typed = refusal?.values[key];
  return {
    error,
    typed: typeof typed === "string" ? typed : undefined,
    typedList: typed === undefined ? undefined : [typed].flat(),
    onEdit: () => setEditedAfter(refusal),
  };
}

/** The error of a field, or of an entry below it ("tags" also answers for "tags.2"). */
export function errorOf(fields: Record<string, string>, name: string): string | undefined {
  return fields[name] ?? Object.entries(fields).find(([path]) => path.startsWith(`${name}.`))?.[1];
}

/** Values as a form sends them. */
export function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}
