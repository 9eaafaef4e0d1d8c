"use client";

import type { KeyboardEvent, ReactNode } from "react";

/** The frame of a table: can be scrolled with the keyboard, and arrows walk along the links of its rows. */
export function TableKeys({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const { target } = event;
    if (target.matches("input:not([type=checkbox]), textarea, select")) return;
    // x chooses the row that the caret is on, where rows can be chosen.
    if (event.key === "x") target.closest("tr")?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-link]")];
    const next = step(
      event.key,
      links.findIndex((link) => link.closest("tr")?.contains(target)),
      links.length,
    );
    if (next === null) return;
    event.preventDefault();
    links[next]?.focus();
  }

  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={`scrollbar rounded-md outline-offset-4 ${className}`}
    >
      {children}
    </section>
  );
}

function step(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
