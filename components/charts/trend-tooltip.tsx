"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { TrendPoint } from "./trend-point";

/** Value, range, number of answers, period, and the way to them. Can itself be hovered. */
export function TrendTooltip({ point, x, isLow }: { point: TrendPoint; x: number; isLow: boolean }) {
  const t = useTranslations("charts");
  return (
    <div
      className={`absolute z-10 w-52 rounded-lg bg-overlay p-3 shadow-overlay ${isLow ? "bottom-8" : "top-1"}`}
      style={{ left: `clamp(0px, ${Math.round(x)}px - 6.5rem, 100% - 13rem)` }}
    >
      <p className="text-xs text-muted">{point.longLabel ?? point.label}</p>
      <p className="figures text-lg/6 font-semibold">{point.valueText}</p>
      {point.rangeText ? <p className="figures text-muted">{point.rangeText}</p> : null}
      <p className="figures text-muted">{point.n}</p>
      {point.note ? <p className="mt-1 text-xs text-muted">{point.note}</p> : null}
      {point.href ? (
        <Link href={point.href} tabIndex={-1} className="text-link mt-1.5 inline-block text-xs">
          {t("seeAnswers")}
        </Link>
      ) : null}
      {point.markHref ? (
        <Link href={point.markHref} tabIndex={-1} className="text-link mt-1 block w-fit text-xs">
          {t("markHere")}
        </Link>
      ) : null}
    </div>
  );
}
