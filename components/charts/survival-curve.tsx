"use client";

import { useWidth } from "./use-width";

export type SurvivalLine = {
  key: string;
  label: string;
  /** Steps from t = 0: survival and its range, each valid until the next t. */
  steps: { t: number; survival: number; low: number | null; high: number | null }[];
  lastTime: number;
};

type SurvivalCurveProps = {
  caption: string;
  axis: string;
  lines: SurvivalLine[];
  months: number;
  /** Shares as the reader writes them, where a line of the grid shall be. */
  shares: { at: number; text: string }[];
};

const inks = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)"];
const inkOf = (index: number) => inks[index % inks.length] ?? "currentColor";
const dashOf = (index: number) => (index % 2 ? "6 3" : undefined);

const [left, top, axisHeight, rowHeight] = [48, 10, 38, 20];
/** From here on there is room for names beside the ends of the lines; below it they stand under the drawing. */
const roomy = 600;

/** Who is still there after so many months: a stair that goes down where customers leave; the first with its range. */
export function SurvivalCurve({ caption, axis, lines, months, shares }: SurvivalCurveProps) {
  const { place, width } = useWidth(900);
  const isRoomy = width >= roomy;
  const right = isRoomy ? width - 160 : width - 8;
  const bottom = isRoomy ? 262 : 222;
  const height = bottom + axisHeight + (isRoomy ? 0 : lines.length * rowHeight);
  const x = (t: number) => left + (Math.min(t, months) / months) * (right - left);
  const y = (share: number) => top + (1 - share) * (bottom - top);
  const ends = lines.map((line) => y(line.steps.at(-1)?.survival ?? 1));
  const names = spread(ends);
  return (
    <div ref={place} className="max-w-6xl">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={caption}
        className="block h-auto w-full text-muted"
      >
        {shares.map(({ at, text }) => (
          <g key={at}>
            <line x1={left} x2={right} y1={y(at)} y2={y(at)} stroke="var(--chart-grid)" />
            <text x={left - 8} y={y(at) + 4} textAnchor="end" fontSize="12" fill="currentColor">
              {text}
            </text>
          </g>
        ))}
        {ticksOf(months, right - left).map((t) => (
          <text key={t} x={x(t)} y={bottom + 18} textAnchor="middle" fontSize="12" fill="currentColor">
            {t}
          </text>
        ))}
        <text x={(left + right) / 2} y={bottom + 35} textAnchor="middle" fontSize="12" fill="currentColor">
          {axis}
        </text>
        {lines.map((line, index) => (
          <g key={line.key}>
            {index === 0 ? <path d={band(line, x, y)} fill={inkOf(0)} fillOpacity="0.14" /> : null}
            <path
              d={stair(line, x, y)}
              fill="none"
              stroke={inkOf(index)}
              strokeWidth="2"
              strokeDasharray={dashOf(index)}
            />
            {isRoomy ? (
              <>
                <path
                  d={`M${x(line.lastTime) + 3},${ends[index] ?? 0}L${right + 12},${names[index] ?? 0}`}
                  stroke={inkOf(index)}
                  strokeOpacity="0.5"
                />
                <Name label={line.label} x={right + 16} y={(names[index] ?? 0) + 4} most={22} />
              </>
            ) : (
              <>
                <path
                  d={`M${left},${bottom + axisHeight + (index + 0.5) * rowHeight}h24`}
                  stroke={inkOf(index)}
                  strokeWidth="2"
                  strokeDasharray={dashOf(index)}
                />
                <Name
                  label={line.label}
                  x={left + 32}
                  y={bottom + axisHeight + (index + 0.5) * rowHeight + 4}
                  most={40}
                />
              </>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

function Name({ label, x, y, most }: { label: string; x: number; y: number; most: number }) {
  return (
    <text x={x} y={y} fontSize="12" fill="var(--foreground)">
      {label.length > most ? `${label.slice(0, most - 1)}…` : label}
    </text>
  );
}

/** Half or whole years, so far apart that their numbers do not touch. */
function ticksOf(months: number, room: number): number[] {
  const every = [6, 12, 24, 48].find((step) => room / (months / step) >= 36) ?? 120;
  return Array.from({ length: Math.floor(months / every) + 1 }, (_, i) => i * every);
}

type Scale = (value: number) => number;

function stair({ steps, lastTime }: SurvivalLine, x: Scale, y: Scale): string {
  const path = [`M${x(0)},${y(1)}`];
  for (const { t, survival } of steps) path.push(`H${x(t)}`, `V${y(survival)}`);
  return [...path, `H${x(lastTime)}`].join("");
}

/** The range is drawn where there is one. */
function band({ steps, lastTime }: SurvivalLine, x: Scale, y: Scale): string {
  return steps
    .map(({ t, low, high }, index) => {
      if (low === null || high === null) return "";
      const until = steps[index + 1]?.t ?? lastTime;
      return `M${x(t)},${y(high)}H${x(until)}V${y(low)}H${x(t)}Z`;
    })
    .join("");
}

/** Labels at the ends of lines, at least a line of text apart. */
function spread(heights: number[]): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  let above = Number.NEGATIVE_INFINITY;
  for (const one of order) {
    one.height = Math.max(one.height, above + 15);
    above = one.height;
  }
  return order.sort((a, b) => a.index - b.index).map(({ height }) => height);
}
