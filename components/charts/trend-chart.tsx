"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { TrendDrawing, TrendPoint } from "./trend-point";
import { TrendTooltip } from "./trend-tooltip";

export type TrendChartProps = TrendDrawing & { label: string; height?: number };

/** The drawing is fetched on its own: it shows nothing before scripts run, and sentence and table are there already. */
const TrendCanvas = dynamic(() => import("./trend-canvas").then((module) => module.TrendCanvas), {
  ssr: false,
});

export function TrendChart({ label, height = 264, ...drawing }: TrendChartProps) {
  const [active, setActive] = useState<{ index: number; x: number } | null>(null);
  const point = active ? drawing.points[active.index] : undefined;
  const { markers = [] } = drawing;

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for pointers only; the points inside are links */}
      <div
        className="relative select-none"
        style={{ height }}
        onMouseLeave={() => setActive(null)}
        onKeyDown={(event) => event.key === "Escape" && setActive(null)}
      >
        <TrendCanvas {...drawing} label={label} height={height} onActive={setActive} />
        {active && point ? (
          <>
            <div
              className="pointer-events-none absolute top-5 bottom-8 w-px bg-muted/40"
              style={{ left: active.x }}
            />
            <TrendTooltip point={point} x={active.x} isLow={isHigh(point, drawing.domain)} />
          </>
        ) : null}
      </div>
      {markers.length > 0 ? (
        <ol className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {markers.map((marker, index) => (
            <li key={marker.label} className="inline-flex items-start gap-1.5">
              <span className="figures grid h-4 min-w-4 place-items-center rounded-sm bg-muted text-[0.6875rem] leading-none font-semibold text-surface">
                {index + 1}
              </span>
              {marker.label}
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

/** A point in the upper half gets its tooltip below. */
const isHigh = ({ value }: TrendPoint, [low, high]: [number, number]) =>
  value !== null && value > (low + high) / 2;
