import type { ReactNode } from "react";

type ScrollRegionProps = { label: string; className?: string; children: ReactNode };

/** What may be wider than the page: it scrolls inside itself, also by keyboard, and keeps its hidden words to itself. */
export function ScrollRegion({
  label,
  className = "rounded-md outline-offset-4",
  children,
}: ScrollRegionProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={`scrollbar relative overflow-x-auto ${className}`}
    >
      {children}
    </section>
  );
}
