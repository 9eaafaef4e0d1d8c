"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";

/** Which rows of a list are chosen; Shift chooses everything from the last one on. */
export function useRowSelection(keys: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const selected = keys.filter((key) => chosen.has(key));

  function toggle(key: string, withShift: boolean): void {
    const from = last.current === null ? -1 : keys.indexOf(last.current);
    const at = keys.indexOf(key);
    const range = withShift && from >= 0 ? keys.slice(Math.min(from, at), Math.max(from, at) + 1) : [key];
    const isOn = !chosen.has(key);
    const next = new Set(chosen);
    for (const one of range) {
      if (isOn) next.add(one);
      else next.delete(one);
    }
    last.current = key;
    setChosen(next);
  }

  return {
    selected,
    isSelected: (key: string) => chosen.has(key),
    toggle,
    toggleAll: () => setChosen(selected.length === keys.length ? new Set() : new Set(keys)),
    clear: () => setChosen(new Set()),
  };
}

type RowCheckProps = {
  label: string;
  isSelected: boolean;
  isPartly?: boolean;
  onToggle: (withShift: boolean) => void;
};

export function RowCheck({ label, isSelected, isPartly, onToggle }: RowCheckProps) {
  const withShift = useRef(false);
  return (
    <label className="-m-2 grid size-8 cursor-pointer place-items-center">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        checked={isSelected}
        ref={(box) => {
          if (box) box.indeterminate = Boolean(isPartly);
        }}
        onClick={(event) => {
          withShift.current = event.shiftKey;
        }}
        onChange={() => onToggle(withShift.current)}
        className="size-4 cursor-pointer accent-(--accent)"
      />
    </label>
  );
}

/** What can be done with the chosen rows; at the bottom, where it covers no row's head. */
export function BulkBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("ui.bulk");
  if (count === 0) return null;
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg bg-overlay px-3 py-2 shadow-overlay"
    >
      <p className="figures pe-1 font-medium" role="status">
        {t("count", { count })}
      </p>
      {children}
      <button
        type="button"
        onClick={onClear}
        className="h-8 cursor-pointer rounded-md px-2 text-muted hover:text-foreground"
      >
        {t("clear")}
      </button>
    </section>
  );
}
