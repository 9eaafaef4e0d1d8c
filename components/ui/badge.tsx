import type { ReactNode } from "react";

/** A plain mark: a state, a kind, a channel. It judges nothing; for judgements there is the verdict chip. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-sm border border-border px-1.5 py-px text-xs/4 whitespace-nowrap text-muted">
      {children}
    </span>
  );
}
