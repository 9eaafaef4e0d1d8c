import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { type ChartTone, fillOf } from "./chart-tone";

export type RankedBar = {
  key: string;
  label: string;
  /** Second line: owner, phase. */
  detail?: string;
  href: string;
  value: string;
  range?: string;
  n: string;
  /** Positions on the common axis, 0–1. */
  at: number | null;
  low?: number;
  high?: number;
  tone: ChartTone;
  isThin?: boolean;
  verdict?: ReactNode;
};

type RankedBarsProps = {
  caption: string;
  /** Where zero lies on the axis, 0–1; bars start there. */
  zero?: number;
  bars: RankedBar[];
};

/** A league table: bar, range as a whisker, value, number of answers; every row leads to its rows. */
export function RankedBars({ caption, zero = 0, bars }: RankedBarsProps) {
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <ol>
        {bars.map((bar) => (
          <li
            key={bar.key}
            className="relative -mx-2 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 rounded-sm px-2 py-2.5 not-last:border-b not-last:border-separator hover:bg-surface-secondary md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_auto_minmax(9.5rem,auto)]"
          >
            <div className="min-w-0">
              <Link href={bar.href} className="covering-link rounded-sm font-medium outline-offset-4">
                {bar.label}
              </Link>
              {bar.detail ? <p className="text-xs text-muted">{bar.detail}</p> : null}
            </div>
            <div className="max-md:order-2 max-md:col-span-2">
              <Bar bar={bar} zero={zero} />
            </div>
            <div className="max-md:order-1 max-md:col-span-2 max-md:empty:hidden">{bar.verdict}</div>
            <div className="text-end">
              <p className={`figures font-semibold ${bar.isThin || bar.at === null ? "text-muted" : ""}`}>
                {bar.value}
              </p>
              <p className="figures text-xs text-muted sm:whitespace-nowrap">
                {[bar.range, bar.n].filter(Boolean).join(" · ")}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </figure>
  );
}

const percent = (fraction: number) => `${fraction * 100}%`;

function Bar({ bar: { at, low, high, tone, isThin }, zero }: { bar: RankedBar; zero: number }) {
  if (at === null) return null;
  const start = Math.min(at, zero);
  const hasRange = low !== undefined && high !== undefined;
  return (
    <div aria-hidden="true" className="relative h-4">
      <div className="absolute inset-y-0 border-s border-border" style={{ left: percent(zero) }} />
      <div
        className={`absolute inset-y-0.5 rounded-xs ${fillOf[isThin ? "none" : tone]} ${isThin ? "opacity-45" : ""}`}
        style={{ left: percent(start), width: percent(Math.abs(at - zero)) }}
      />
      {hasRange ? (
        <div
          className="absolute top-1/2 h-2 -translate-y-1/2 border-x-[1.5px] border-foreground"
          style={{ left: percent(low), width: percent(high - low) }}
        >
          <div className="absolute inset-x-0 top-1/2 h-[1.5px] -translate-y-1/2 bg-foreground" />
        </div>
      ) : null}
    </div>
  );
}
