export type TargetMark = {
  /** Positions on the KPI's own axis, 0–1. */
  at: number;
  low: number | null;
  high: number | null;
  target: number | null;
  isPale: boolean;
};

/** A KPI with its range on the way to its target; the numbers stand beside it. */
export function TargetBar({ at, low, high, target, isPale }: TargetMark) {
  const tone = isPale ? "bg-none" : "bg-series-1";
  return (
    <div aria-hidden="true" className="relative h-4 w-full">
      <div className="absolute inset-x-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-surface-tertiary" />
      <div
        className={`absolute top-1/2 left-0 h-1.5 -translate-y-1/2 rounded-full ${tone}`}
        style={{ width: percent(at) }}
      />
      {low !== null && high !== null ? (
        <div
          className="absolute top-1/2 h-px -translate-y-1/2 bg-foreground"
          style={{ left: percent(low), width: percent(high - low) }}
        />
      ) : null}
      {target !== null ? (
        <div
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 rounded-full bg-foreground"
          style={{ left: percent(target) }}
        />
      ) : null}
    </div>
  );
}

const percent = (fraction: number) => `${Math.min(1, Math.max(0, fraction)) * 100}%`;
