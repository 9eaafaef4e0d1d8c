import type { Places } from "@/lib/filters/queries/read-places";
import type { PageFilter } from "@/lib/filters/schema";
import { formatPeriod } from "@/lib/format/dates";
import type { Period } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

type Drawn = { period: Period | null; filter: PageFilter; places: Places; n: string };

/** What must stand beside a chart that leaves the page: from when, of whom, from how many. */
export function pictureLines({ period, filter, places, n }: Drawn, { t, locale }: Words): string[] {
  const placesOf = {
    segment: places.segments,
    phase: places.phases,
    touchpoint: places.touchpoints,
    channel: places.channels,
    department: places.departments,
    "product-group": places.productGroups,
  };
  const narrowed = (Object.keys(placesOf) as (keyof typeof placesOf)[]).flatMap((name) => {
    const keys = filter[name] ?? [];
    const names = keys.map((key) => placesOf[name].find((one) => one.key === key)?.name ?? t("none"));
    return names.length > 0 ? [`${t(`filters.${name}`)}: ${names.join(", ")}`] : [];
  });
  const techniques = (filter.technique ?? []).map((name) => t(`techniques.${name}`));
  if (techniques.length > 0) narrowed.push(`${t("filters.technique")}: ${techniques.join(", ")}`);
  return [
    `${period ? formatPeriod(period, locale) : t("presets.all")} · ${n}`,
    ...(narrowed.length > 0 ? [narrowed.join(" · ")] : []),
  ];
}
