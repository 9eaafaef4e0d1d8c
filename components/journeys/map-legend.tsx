import { Star } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type LegendKey, legendOf } from "./prepare-curve";
import type { MapView } from "./prepare-map";

const Line = ({ className }: { className: string }) => <span className={`w-6 ${className}`} />;

const marks: Record<LegendKey, ReactNode> = {
  now: <Line className="border-series-1 border-t-2" />,
  wish: <Line className="border-muted border-t-2 border-dashed" />,
  before: <Line className="border-series-5 border-t-2" />,
  moment: <Star className="size-3 fill-current" />,
  few: <span className="size-2 rounded-full border-2 border-series-1" />,
  gap: <span className="size-1 rounded-full bg-muted" />,
};

/** What the lines and marks mean; only what is there is explained. */
export async function MapLegend({ view, against }: { view: MapView; against: string | null }) {
  const t = await getTranslations("journey.legend");
  const words: Record<LegendKey, string> = {
    now: t(`now.${view.curve}`),
    wish: t("wish"),
    before: against ?? "",
    moment: t("moment"),
    few: t("few"),
    gap: t("gap"),
  };
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
      {legendOf(view.columns).map((key) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="grid place-items-center">
            {marks[key]}
          </span>
          {words[key]}
        </li>
      ))}
    </ul>
  );
}
