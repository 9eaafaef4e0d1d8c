import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: string; text?: ReactNode; actions?: ReactNode };

/** Nothing here yet: says why and what to do, never just "no data". */
export function EmptyState({ icon: Icon, title, text, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      <Icon aria-hidden="true" strokeWidth={1.5} className="size-7 text-muted" />
      <p className="mt-3 font-medium">{title}</p>
      {text ? <div className="mt-1 max-w-[44ch] text-pretty text-muted">{text}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
