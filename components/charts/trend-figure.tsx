import type { ReactNode } from "react";
import { ChartTable } from "./chart-table";
import { TrendChart, type TrendChartProps } from "./trend-chart";

type TrendFigureProps = Omit<TrendChartProps, "label"> & {
  title: string;
  /** What the chart says, in words; readable before and without the drawing. */
  sentence: ReactNode;
  labels: { period: string; value: string };
  actions?: ReactNode;
};

/** A development over time: sentence first, then the line, then the numbers as a table. */
export function TrendFigure({ title, sentence, labels, actions, ...chart }: TrendFigureProps) {
  return (
    <figure aria-label={title}>
      <figcaption className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="text-[0.9375rem]/6 font-semibold">{title}</p>
          <p className="mt-0.5 max-w-[72ch] text-pretty text-muted">{sentence}</p>
        </div>
        {actions}
      </figcaption>
      <TrendChart {...chart} label={title} />
      <ChartTable
        caption={title}
        labels={labels}
        rows={chart.points.map((point) => ({
          key: point.key,
          label: point.longLabel ?? point.label,
          value: point.valueText,
          range: point.rangeText,
          n: point.n,
          href: point.href,
          isPale: point.isThin,
        }))}
      />
    </figure>
  );
}
