import type { Covered } from "@/lib/dashboards/queries/coverage-reading";
import type { Places } from "@/lib/filters/queries/read-places";
import type { PageFilter } from "@/lib/filters/schema";
import { formatBounds, formatCount, formatRange, formatValue } from "@/lib/format/numbers";
import type { Period } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

export type CoverageRow = {
  key: string;
  name: string;
  customers: string;
  answered: { count: string; href: string | null };
  share: string;
  range: string;
  silent: { count: string; href: string | null };
};

type Asked = { filter: PageFilter; period: Period | null; workspace: string };

/** Of the customers of each segment and kind, how many answered; each count with the way to its people. */
export function prepareCoverage(
  covered: readonly Covered[],
  places: Places,
  { filter, period, workspace }: Asked,
  { t, locale }: Words,
): { by: "segment" | "kind"; title: string; rows: CoverageRow[] }[] {
  const nameOf = ({ by, key }: Covered) =>
    by === "all"
      ? t("coverage.all")
      : by === "kind"
        ? t(`coverage.kinds.${key}`)
        : (places.segments.find((one) => one.key === key)?.name ?? key);
  const rowOf = (one: Covered): CoverageRow => {
    const { value, interval, counts, definition } = one.answered;
    const bounds = interval && formatBounds(definition.id, interval, locale);
    const href = (set: "answered" | "silent") => customersOf(set, one, { filter, period, workspace });
    return {
      key: `${one.by} ${one.key}`,
      name: nameOf(one),
      customers: formatCount(counts.denominator, locale),
      answered: { count: formatCount(counts.numerator, locale), href: href("answered") },
      share: value === null ? "–" : formatValue(definition.id, value, locale),
      range: bounds ? formatRange(bounds.low, bounds.high) : "",
      silent: { count: formatCount(counts.denominator - counts.numerator, locale), href: href("silent") },
    };
  };
  const all = covered.filter(({ by }) => by === "all");
  return (["segment", "kind"] as const)
    .map((by) => ({
      by,
      title: t(by === "segment" ? "filters.segment" : "coverage.kind"),
      rows: [
        ...all,
        ...covered
          .filter((one) => one.by === by)
          .sort((a, b) => (a.answered.value ?? 0) - (b.answered.value ?? 0)),
      ].map(rowOf),
    }))
    .filter(({ rows }) => rows.length > all.length);
}

/** The customers behind a count; null where the list cannot say it: members of one segment who are in another one too. */
function customersOf(
  set: "answered" | "silent",
  { by, key }: Covered,
  { filter, period, workspace }: Asked,
): string | null {
  const segments = by === "segment" ? [key] : (filter.segment ?? []);
  if (by === "segment" && filter.segment && !filter.segment.includes(key)) return null;
  const search = new URLSearchParams({ set });
  if (period) {
    search.set("set.from", period.from);
    search.set("set.to", period.to);
  }
  for (const segment of segments) search.append("set.segment", segment);
  if (by === "kind") search.set("kind", key);
  return `/w/${workspace}/customers?${search}`;
}
