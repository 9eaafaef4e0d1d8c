"use client";

import { useRouter } from "next/navigation";
import { memo } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { MarkerFlag } from "./marker-flag";
import type { TrendDrawing, TrendPoint } from "./trend-point";
import { TrendPointLink } from "./trend-point-link";

type TrendCanvasProps = TrendDrawing & {
  label: string;
  height: number;
  onActive: (active: { index: number; x: number } | null) => void;
};

/** Drawn once: what the pointer or the keyboard is on is shown above it, so that no point loses the focus by being drawn again. */
export const TrendCanvas = memo(function TrendCanvas(props: TrendCanvasProps) {
  const { label, height, points, domain, ticks, markers = [], target, onActive } = props;
  const router = useRouter();
  const tickLabels = new Map(ticks.map((tick) => [tick.value, tick.label]));
  const names = new Map(points.map((point) => [point.key, point.label]));

  return (
    // Until it has been measured the drawing has a width of its own, which must not widen the page.
    <div className="h-full overflow-x-clip">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height }}>
        <ComposedChart
          data={points.map(rowOf)}
          margin={{ top: 20, right: target ? roomFor(target.label) : 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          aria-label={label}
          className={points.some(({ href }) => href) ? "cursor-pointer" : ""}
          onMouseMove={({ activeTooltipIndex, activeCoordinate }) => {
            if (activeCoordinate) onActive({ index: Number(activeTooltipIndex), x: activeCoordinate.x });
          }}
          onClick={({ activeTooltipIndex }, event) => {
            const point = points[Number(activeTooltipIndex)];
            const isTouch = "pointerType" in event.nativeEvent && event.nativeEvent.pointerType === "touch";
            if (point?.href && !isTouch && !event.defaultPrevented) router.push(point.href);
          }}
        >
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="key"
            tickFormatter={(key: string) => names.get(key) ?? key}
            tickLine={false}
            axisLine={{ stroke: "var(--border)" }}
            tick={axisText}
            minTickGap={16}
            tickMargin={8}
            padding={{ left: 16, right: 16 }}
          />
          <YAxis
            domain={domain}
            ticks={ticks.map(({ value }) => value)}
            tickFormatter={(value: number) => tickLabels.get(value) ?? ""}
            tickLine={false}
            axisLine={false}
            tick={axisText}
            width={40}
          />
          {target ? (
            <ReferenceLine
              y={target.value}
              stroke="var(--muted)"
              strokeDasharray="4 4"
              label={{ ...axisText, value: target.label, position: "right" }}
            />
          ) : null}
          {markers.map((marker, index) => (
            <ReferenceLine
              key={marker.label}
              x={marker.at}
              stroke="var(--muted)"
              strokeDasharray="2 3"
              label={<MarkerFlag number={index + 1} />}
            />
          ))}
          <Area {...still} dataKey="band" stroke="none" fill="var(--series-1)" fillOpacity={0.14} />
          <Line {...still} {...stroke} dataKey="running" strokeDasharray="3 4" dot={false} />
          <Line {...still} {...stroke} dataKey="settled" dot={false} />
          <Line
            {...still}
            dataKey="value"
            stroke="none"
            dot={({ key, cx, cy, index }) => (
              <TrendPointLink
                key={key}
                point={points[index]}
                cx={cx}
                cy={cy}
                isStop={index === lastKnown(points)}
                onFocus={() => onActive({ index, x: cx ?? 0 })}
                onBlur={() => onActive(null)}
              />
            )}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
});

/** What a line is called stands beside its end, where no other line runs through it. */
const roomFor = (label: string) => 14 + label.length * 6.5;

const axisText = { fill: "var(--muted)", fontSize: 12 };
const still = { isAnimationActive: false, activeDot: false } as const;
const stroke = { stroke: "var(--series-1)", strokeWidth: 2 } as const;

const lastKnown = (points: TrendPoint[]) => points.findLastIndex(({ value }) => value !== null);

/** The settled line ends where collecting still runs; from there a dashed one goes on. */
function rowOf({ key, value, low, high, isIncomplete }: TrendPoint, index: number, points: TrendPoint[]) {
  return {
    key,
    value,
    band: low === null || high === null ? null : [low, high],
    settled: isIncomplete ? null : value,
    running: isIncomplete || points[index + 1]?.isIncomplete ? value : null,
  };
}
