export type CourseMark = {
  /** Positions on the scale of the figure, 0–1; null where there is none. */
  start: number | null;
  at: number | null;
  low: number | null;
  high: number | null;
  target: number | null;
  isPale?: boolean;
};

/** From where, to where, how far for certain: start, value with its range, and target on one scale. */
export function CourseBar({ start, at, low, high, target, isPale }: CourseMark) {
  const tone = isPale ? "bg-none" : "bg-series-1";
  return (
    <div aria-hidden="true" className="relative h-5 min-w-32">
      <div className="absolute inset-x-0 top-1/2 h-px bg-border" />
      {start !== null && at !== null ? (
        <div
          className={`absolute top-1/2 h-0.5 -translate-y-1/2 opacity-70 ${tone}`}
          style={{ left: percent(Math.min(start, at)), width: percent(Math.abs(at - start)) }}
        />
      ) : null}
      {low !== null && high !== null ? (
        <div
          className={`absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full opacity-40 ${tone}`}
          style={{ left: percent(low), width: percent(high - low) }}
        />
      ) : null}
      {start !== null ? (
        <div
          className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-muted bg-surface"
          style={{ left: percent(start) }}
        />
      ) : null}
      {at !== null ? (
        <div
          className={`absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full ${tone}`}
          style={{ left: percent(at) }}
        />
      ) : null}
      {target !== null ? (
        <div
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-foreground"
          style={{ left: percent(target) }}
        />
      ) : null}
    </div>
  );
}

const percent = (fraction: number) => `${Math.min(1, Math.max(0, fraction)) * 100}%`;
