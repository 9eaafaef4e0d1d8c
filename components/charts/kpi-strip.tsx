import type { ReactNode } from "react";

/** Tiles side by side, parted by hairlines, without a box around them; their text keeps to the page's left edge. */
export function KpiStrip({ children }: { children: ReactNode }) {
  return (
    <div className="-mx-4 overflow-hidden border-y border-separator">
      <div className="-me-px -mb-px grid grid-cols-[repeat(auto-fit,minmax(min(13.5rem,100%),1fr))]">
        {children}
      </div>
    </div>
  );
}
