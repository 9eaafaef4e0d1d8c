import type { RetentionData } from "@/lib/dashboards/queries/load-retention";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { Words } from "./prepare-retention";

/** What must stand beside a chart of customers that leaves the page: as of when, of how many, and narrowed to whom. */
export function customerPictureLines(data: RetentionData, n: number, words: Words): string[] {
  const { t, overview, locale } = words;
  const named = (entries: { key: string; name: string }[], keys: string[] = []) =>
    keys.map((key) => entries.find((one) => one.key === key)?.name ?? key);
  const { filter } = data;
  const narrowed = (
    [
      ["segment", named(data.segments, filter.segment)],
      ["phase", named(data.phases, filter.phase)],
      ["product-group", named(data.productGroups, filter["product-group"])],
      ["plan", filter.plan ?? []],
    ] as const
  ).flatMap(([name, values]) => (values.length > 0 ? [`${t(`filters.${name}`)}: ${values.join(", ")}`] : []));
  return [
    `${formatDay(data.today, locale)} · ${overview("customers", { n, shown: formatCount(n, locale) })}`,
    ...(narrowed.length > 0 ? [narrowed.join(" · ")] : []),
  ];
}
