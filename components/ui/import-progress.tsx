import { useId } from "react";

type ImportProgressProps = {
  label: string;
  /** 0–1, or null while the total is unknown. */
  share: number | null;
  /** "3,200 of 10,000 rows, 12 with errors", prepared by the caller. */
  counts: string;
};

/** How far a long piece of work is, always with counts. */
export function ImportProgress({ label, share, counts }: ImportProgressProps) {
  const id = useId();
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div>
      <div className="flex flex-wrap justify-between gap-x-4">
        <p id={id} className="font-medium">
          {label}
        </p>
        <p aria-live="polite" className="figures text-muted">
          {counts}
        </p>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={counts}
        className="mt-2 h-1.5 overflow-hidden rounded-full bg-default"
      >
        <div
          className={`h-full rounded-full bg-accent-text transition-[width] duration-150 ${percent === undefined ? "w-1/3 animate-pulse" : ""}`}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
