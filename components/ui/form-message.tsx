"use client";

import { CircleAlert } from "lucide-react";
import { use, useEffect, useRef, useState } from "react";
import { FormStateContext } from "./form-state";

/** Why a form was refused, with the errors that belong to no visible field. */
export function FormMessage() {
  const { result } = use(FormStateContext);
  const box = useRef<HTMLDivElement>(null);
  const [unplaced, setUnplaced] = useState<string[]>([]);

  useEffect(() => {
    const form = box.current?.closest("form");
    if (!form || !result || result.ok) return;
    const names = new Set([...form.elements].map((element) => fieldName(element)));
    const isPlaced = (path: string) =>
      [...names].some((name) => name && (path === name || path.startsWith(`${name}.`)));
    setUnplaced(Object.entries(result.fields).flatMap(([path, reason]) => (isPlaced(path) ? [] : [reason])));
  }, [result]);

  const refusal = result && !result.ok ? result : null;
  return (
    <div ref={box} role="alert" className="col-span-full empty:hidden">
      {refusal ? (
        <div className="flex gap-2.5 rounded-md bg-bad-soft px-3 py-2.5 text-bad-text">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <div>
            <p>{refusal.message}</p>
            {unplaced.map((reason) => (
              <p key={reason} className="mt-1">
                {reason}
              </p>
            ))}
          </div>
        </div>
      ) : null}
    </div>
  );
}

function fieldName(element: Element): string | undefined {
  const isField =
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement;
  if (
    !isField ||
    (element instanceof HTMLInputElement && element.type === "hidden" && !element.closest("[data-field]"))
  ) {
    return undefined;
  }
  return element.name.replace(/\[\]$/, "");
}
