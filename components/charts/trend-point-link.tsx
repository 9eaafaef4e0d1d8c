"use client";

import { useRouter } from "next/navigation";
import type { KeyboardEvent, MouseEvent } from "react";
import type { TrendPoint } from "./trend-point";

type TrendPointLinkProps = {
  point?: TrendPoint;
  cx?: number;
  cy?: number | null;
  /** The one point that Tab stops at; arrows go on from there. */
  isStop: boolean;
  onFocus: () => void;
  onBlur: () => void;
};

/** A point of the line: a link to the answers behind it. */
export function TrendPointLink({ point, cx, cy, isStop, onFocus, onBlur }: TrendPointLinkProps) {
  const router = useRouter();
  if (!point || cx === undefined || cy === undefined || cy === null || point.value === null) return null;
  const { href, isIncomplete, isThin } = point;

  function follow(event: MouseEvent) {
    event.stopPropagation();
    if (!href || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.push(href);
  }

  function walk(event: KeyboardEvent<Element>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const points = [...(event.currentTarget.closest("svg")?.querySelectorAll("a[data-point]") ?? [])];
    const next = points[points.indexOf(event.currentTarget) + step];
    if (next instanceof SVGElement) next.focus();
  }

  return (
    <a
      href={href}
      data-point
      tabIndex={isStop ? 0 : -1}
      aria-label={[point.longLabel ?? point.label, point.valueText, point.rangeText, point.n, point.note]
        .filter(Boolean)
        .join(", ")}
      onClick={follow}
      onKeyDown={walk}
      onFocus={onFocus}
      onBlur={onBlur}
      className="group/point outline-none"
    >
      <circle cx={cx} cy={cy} r={12} fill="transparent" />
      <circle
        cx={cx}
        cy={cy}
        r={8}
        fill="none"
        strokeWidth={2}
        className="stroke-transparent group-focus-visible/point:stroke-focus"
      />
      <circle
        cx={cx}
        cy={cy}
        r={3.5}
        fill={isIncomplete ? "var(--surface)" : isThin ? "var(--none)" : "var(--series-1)"}
        stroke={isIncomplete ? "var(--series-1)" : "var(--surface)"}
        strokeWidth={1.5}
      />
    </a>
  );
}
