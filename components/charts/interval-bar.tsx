export type IntervalMark = {
  /** Positions on the axis that all rows of a list share, 0–1. */
  at: number;
  low: number | null;
  high: number | null;
  isPale?: boolean;
};

/** A value with its range on an axis shared by the rows of a table; the numbers stand beside it. */
export function IntervalBar({ at, low, high, isPale }: IntervalMark) {
  const tone = isPale ? "bg-none" : "bg-series-1";
  return (
    <div aria-hidden="true" className="relative h-4 min-w-32">
      <div className="absolute inset-x-0 top-1/2 h-px bg-separator" />
      {low !== null && high !== null ? (
        <div
          className={`absolute top-1/2 h-1 -translate-y-1/2 rounded-full opacity-45 ${tone}`}
          style={{ left: percent(low), width: percent(high - low) }}
        />
      ) : null}
      <div
        className={`absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full ${tone}`}
        style={{ left: percent(at) }}
      />
    </div>
  );
}

const percent = (fraction: number) => `${fraction * 100}%`;
