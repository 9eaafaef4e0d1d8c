"use client";

import { useWidth } from "./use-width";

export type SlopePoint = { value: number; low: number | null; high: number | null; text: string };
export type Slope = { key: string; name: string; before: SlopePoint; after: SlopePoint; tone: 1 | 2 };
export type SlopeChartProps = {
  label: string;
  slopes: Slope[];
  domain: [number, number];
  target: { value: number; label: string } | null;
  names: { before: string; after: string };
};

const [height, top, bottom] = [220, 28, 192];

/** Before and after with their ranges, one line for those touched and one for the others; the table says the same. */
export function SlopeChart({ label, slopes, domain, target, names }: SlopeChartProps) {
  const { place, width } = useWidth(640);
  const isNarrow = width < 480;
  const [left, right] = [isNarrow ? 68 : 150, width - (isNarrow ? 96 : 150)];
  const [least, most] = domain;
  const y = (value: number) => bottom - ((value - least) / (most - least)) * (bottom - top);
  return (
    <div ref={place} className="mb-4 max-w-2xl">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        className="figures block h-auto w-full"
      >
        {[left, right].map((x) => (
          <line
            key={x}
            x1={x}
            x2={x}
            y1={top - 6}
            y2={bottom + 4}
            className="stroke-border"
            strokeWidth={1}
          />
        ))}
        <text
          x={isNarrow ? 0 : left}
          y={height - 8}
          textAnchor={isNarrow ? "start" : "middle"}
          className="fill-muted text-[13px]"
        >
          {names.before}
        </text>
        <text
          x={isNarrow ? width : right}
          y={height - 8}
          textAnchor={isNarrow ? "end" : "middle"}
          className="fill-muted text-[13px]"
        >
          {names.after}
        </text>
        {target ? (
          <>
            <line
              x1={left}
              x2={right}
              y1={y(target.value)}
              y2={y(target.value)}
              className="stroke-muted"
              strokeDasharray="4 4"
            />
            <text
              x={(left + right) / 2}
              y={y(target.value) - 6}
              textAnchor="middle"
              className="fill-muted text-[13px]"
            >
              {target.label}
            </text>
          </>
        ) : null}
        {slopes.map((slope, index) => (
          <g key={slope.key} className={slope.tone === 1 ? "text-series-1" : "text-none"}>
            {[slope.before, slope.after].map((point, side) => {
              const x = (side === 0 ? left : right) + (index - (slopes.length - 1) / 2) * 8;
              return (
                <g key={names[side === 0 ? "before" : "after"]}>
                  {point.low !== null && point.high !== null ? (
                    <line
                      x1={x}
                      x2={x}
                      y1={y(point.low)}
                      y2={y(point.high)}
                      stroke="currentColor"
                      strokeWidth={5}
                      strokeLinecap="round"
                      opacity={0.35}
                    />
                  ) : null}
                  <circle cx={x} cy={y(point.value)} r={5} fill="currentColor" />
                </g>
              );
            })}
            <line
              x1={left + (index - (slopes.length - 1) / 2) * 8}
              x2={right + (index - (slopes.length - 1) / 2) * 8}
              y1={y(slope.before.value)}
              y2={y(slope.after.value)}
              stroke="currentColor"
              strokeWidth={2}
              strokeDasharray={slope.tone === 1 ? undefined : "6 4"}
            />
          </g>
        ))}
        {apart(slopes.map(({ before }) => y(before.value))).map((at, index) => (
          <text
            key={slopes[index]?.key}
            x={left - 16}
            y={at + 4}
            textAnchor="end"
            className="fill-foreground text-[13px]"
          >
            {slopes[index]?.before.text}
          </text>
        ))}
        {apart(slopes.map(({ after }) => y(after.value))).map((at, index) => (
          <text key={slopes[index]?.key} x={right + 16} y={at + 4} className="fill-foreground text-[13px]">
            {slopes[index]?.after.text} <tspan className="fill-muted">{slopes[index]?.name}</tspan>
          </text>
        ))}
      </svg>
    </div>
  );
}

const lineHeight = 18;

/** Labels that would lie upon one another stand apart; their order stays that of the values. */
function apart(places: readonly number[]): number[] {
  const [first, second] = places;
  if (first === undefined || second === undefined) return [...places];
  const gap = lineHeight - Math.abs(first - second);
  if (gap <= 0) return [first, second];
  const isFirstAbove = first <= second;
  return isFirstAbove ? [first - gap / 2, second + gap / 2] : [first + gap / 2, second - gap / 2];
}
