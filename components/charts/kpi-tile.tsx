import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { type Verdict, VerdictChip } from "@/components/ui/verdict-chip";
import { Sparkline } from "./sparkline";

export type KpiTileProps = {
  label: string;
  /** Ready to read, such as "+18" or "4.2 %"; null where nobody answered. */
  value: string | null;
  /** What stands beside the dash when there is no value. */
  reason?: string;
  /** "Range +13 to +22". */
  range?: string;
  /** "1,241 answers"; leads to them. */
  n: string;
  href?: string;
  /** What belongs to the number: its other half, or how it was put together. */
  note?: string;
  change?: { text: string; verdict: Verdict; why?: { href: string; label: string } };
  sparkline?: { values: (number | null)[]; isLastIncomplete?: boolean };
  /** Few answers: shown pale, with this mark. */
  thin?: string;
  /** Slot for the definition popover. */
  definition?: ReactNode;
};

/** One number with everything that makes it honest; the whole tile leads to the rows behind it. Neighbours share their lines. */
export function KpiTile(props: KpiTileProps) {
  const { label, value, reason, range, n, href, note, change, sparkline, thin, definition } = props;
  const hasValue = value !== null;
  return (
    <article
      aria-label={label}
      className="group relative row-span-3 grid grid-rows-subgrid border-e border-b border-separator p-4 hover:bg-surface-secondary"
    >
      <div className="flex min-h-7 items-start gap-2">
        <p className="min-w-0 flex-1 pt-1 text-muted hyphens-auto">{label}</p>
        {definition ? <div className="-me-1.5">{definition}</div> : null}
      </div>
      <div className="mt-1">
        <div className="flex items-end justify-between gap-3">
          <p className={`figure-large whitespace-nowrap ${thin || !hasValue ? "text-muted" : ""}`}>
            {value ?? "–"}
          </p>
          {sparkline ? (
            <Sparkline {...sparkline} isPale={thin !== undefined} className="mb-1.5 h-7 w-24 shrink-0" />
          ) : null}
        </div>
        <p className="figures mt-0.5 text-muted">{hasValue ? range : reason}</p>
        <p className="figures text-muted">
          {href ? (
            <Link
              href={href}
              className="covering-link underline decoration-border underline-offset-4 group-hover:text-foreground group-hover:decoration-current"
            >
              {n}
              <span className="sr-only">, {label}</span>
            </Link>
          ) : (
            n
          )}
        </p>
        {note ? <p className="figures text-muted">{note}</p> : null}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1.5 pt-3">
        {thin ? <VerdictChip word={thin} icon="few" tone="none" /> : null}
        {change ? (
          <>
            <VerdictChip {...change.verdict} />
            <span className="figures text-muted">{change.text}</span>
            {change.why ? (
              <Link
                href={change.why.href}
                className="relative z-1 rounded-sm text-xs text-muted underline decoration-border underline-offset-4 hover:text-foreground hover:decoration-current print:hidden"
              >
                {change.why.label}
                <span className="sr-only">, {label}</span>
              </Link>
            ) : null}
          </>
        ) : null}
      </div>
    </article>
  );
}
