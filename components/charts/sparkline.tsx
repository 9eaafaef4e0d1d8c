type SparklineProps = {
  /** Oldest first; null is a gap, never a zero. */
  values: (number | null)[];
  isLastIncomplete?: boolean;
  isPale?: boolean;
  className?: string;
};

const [WIDTH, HEIGHT, EDGE] = [96, 28, 3];

/** The shape of a development, without axes: what it means stands beside it in words. */
export function Sparkline({ values, isLastIncomplete, isPale, className = "h-7 w-24" }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(values.length - 1, 1);
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) * (HEIGHT - 2 * EDGE)) / (high - low);
  const place = (value: number, index: number) => ({ x: x(index), y: y(value) });
  const points = values.map((value, index) => (value === null ? null : place(value, index)));
  const last = points.at(-1);
  const solid = isLastIncomplete ? points.slice(0, -1) : points;
  const beforeLast = points.at(-2);

  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      className={`${className} ${isPale ? "text-none" : "text-series-1"}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {runs(solid).map((run) => {
        const [start] = run;
        return run.length === 1 ? (
          <circle key={start?.x} cx={start?.x} cy={start?.y} r="1" className="fill-current" />
        ) : (
          <polyline key={start?.x} points={run.map((point) => `${point.x},${point.y}`).join(" ")} />
        );
      })}
      {isLastIncomplete && last && beforeLast ? (
        <line x1={beforeLast.x} y1={beforeLast.y} x2={last.x} y2={last.y} strokeDasharray="2 3" />
      ) : null}
      {last ? (
        <circle
          cx={last.x}
          cy={last.y}
          r="2.25"
          className={isLastIncomplete ? "fill-surface" : "fill-current"}
        />
      ) : null}
    </svg>
  );
}

type Point = { x: number; y: number };

/** Stretches without a gap; a lonely point is a stretch of one. */
function runs(points: (Point | null)[]): Point[][] {
  const found: Point[][] = [];
  let isGap = true;
  for (const point of points) {
    if (point && isGap) found.push([point]);
    else if (point) found.at(-1)?.push(point);
    isGap = point === null;
  }
  return found;
}
