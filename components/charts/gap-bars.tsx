import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type GapBar = {
  key: string;
  label: string;
  /** Who is meant, who answers for it, how often it happens. */
  details: string[];
  /** Left out where the reader may go no further. */
  href?: string;
  verdict: ReactNode;
  expected: string;
  experienced: string;
  /** "1.6 short, at least 1.3" */
  gap: string;
  n: string;
  importance: string;
  /** Positions on the scale of the question, 0–1. */
  at: { expected: number; experienced: number; low: number | null; high: number | null };
  isThin: boolean;
};

type GapBarsProps = { caption: string; labels: { expected: string; experienced: string }; bars: GapBar[] };

/** Expected beside experienced, each row on the whole scale of its question: the distance is drawn as long as it is. */
export function GapBars({ caption, labels, bars }: GapBarsProps) {
  return (
    <figure aria-label={caption}>
      <figcaption className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="h-3.5 w-[3px] rounded-full bg-foreground" />
          {labels.expected}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-full bg-series-1" />
          {labels.experienced}
        </span>
      </figcaption>
      <ol>
        {bars.map((bar, index) => (
          <li
            key={bar.key}
            className="relative -mx-2 grid grid-cols-[1.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2 rounded-sm px-2 py-3 not-last:border-b not-last:border-separator hover:bg-surface-secondary md:grid-cols-[1.5rem_minmax(0,19rem)_minmax(0,1fr)_13rem]"
          >
            <span className="figures self-start pt-px text-muted">{index + 1}</span>
            <div className="min-w-0">
              {bar.href ? (
                <Link href={bar.href} className="covering-link rounded-sm font-medium outline-offset-4">
                  {bar.label}
                </Link>
              ) : (
                <span className="font-medium">{bar.label}</span>
              )}
              {bar.details.map((detail) => (
                <p key={detail} className="text-xs text-pretty text-muted">
                  {detail}
                </p>
              ))}
            </div>
            <div className="max-md:col-start-2">
              <Distance bar={bar} />
              <p className="figures mt-1 flex flex-wrap justify-between gap-x-3 text-xs text-muted">
                <span>{`${labels.experienced} ${bar.experienced}`}</span>
                <span>{`${labels.expected} ${bar.expected}`}</span>
              </p>
            </div>
            <div className="max-md:col-start-2 md:text-end">
              <p className="flex flex-wrap items-center gap-2 md:justify-end">{bar.verdict}</p>
              <p className={`figures mt-1 ${bar.isThin ? "text-muted" : "font-medium"}`}>{bar.gap}</p>
              <p className="figures text-xs text-muted">{[bar.n, bar.importance].join(" · ")}</p>
            </div>
          </li>
        ))}
      </ol>
    </figure>
  );
}

const percent = (fraction: number) => `${fraction * 100}%`;

function Distance({ bar: { at, isThin } }: { bar: GapBar }) {
  const { expected, experienced, low, high } = at;
  const from = Math.min(expected, experienced);
  return (
    <div aria-hidden="true" className="relative h-5">
      <div className="absolute inset-x-0 top-1/2 h-px bg-border" />
      <div
        className={`absolute top-1/2 h-1.5 -translate-y-1/2 bg-bad ${isThin ? "opacity-25" : "opacity-55"}`}
        style={{ left: percent(from), width: percent(Math.abs(expected - experienced)) }}
      />
      {low !== null && high !== null ? (
        <div
          className="absolute top-1/2 h-2.5 -translate-y-1/2 border-x-[1.5px] border-series-1"
          style={{ left: percent(low), width: percent(high - low) }}
        >
          <div className="absolute inset-x-0 top-1/2 h-[1.5px] -translate-y-1/2 bg-series-1" />
        </div>
      ) : null}
      <div
        className={`absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full ${isThin ? "bg-none" : "bg-series-1"}`}
        style={{ left: percent(experienced) }}
      />
      <div
        className="absolute top-1/2 h-4.5 w-[3px] -translate-x-1/2 -translate-y-1/2 rounded-full bg-foreground"
        style={{ left: percent(expected) }}
      />
    </div>
  );
}
