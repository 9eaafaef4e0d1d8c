import { Star } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { MapView } from "./prepare-map";

/** What the lines and marks mean; only what is there is explained. */
export async function MapLegend({ view, against }: { view: MapView; against: string | null }) {
  const t = await getTranslations("journey.legend");
  const cards = view.columns.flatMap(({ cards: own }) => own.filter(({ isHidden }) => !isHidden));
  const entries: [string, React.ReactNode, string][] = [
    ["now", <Line key="now" className="border-series-1 border-t-2" />, t(`now.${view.curve}`)],
  ];
  if (cards.some(({ heights }) => heights.wish !== null))
    entries.push(["wish", <Line key="wish" className="border-muted border-t-2 border-dashed" />, t("wish")]);
  if (against)
    entries.push(["before", <Line key="before" className="border-series-5 border-t-2" />, against]);
  if (cards.some(({ moment }) => moment !== null))
    entries.push(["moment", <Star key="moment" className="size-3 fill-current" />, t("moment")]);
  if (cards.some(({ heights, isThin }) => heights.now !== null && isThin))
    entries.push([
      "few",
      <span key="few" className="size-2 rounded-full border-2 border-series-1" />,
      t("few"),
    ]);
  if (cards.some(({ heights }) => heights.now === null))
    entries.push(["gap", <span key="gap" className="size-1 rounded-full bg-muted" />, t("gap")]);
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
      {entries.map(([key, mark, word]) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="grid place-items-center">
            {mark}
          </span>
          {word}
        </li>
      ))}
    </ul>
  );
}

const Line = ({ className }: { className: string }) => <span className={`w-6 ${className}`} />;
