import { techniques } from "@/lib/feedback/rules/codes";
import type { Place, Places } from "@/lib/filters/queries/read-places";
import { noneKey } from "@/lib/filters/queries/resolve-filter";
import type { PageFilter } from "@/lib/filters/schema";
import { changeByMix, type SplitChange } from "@/lib/metrics/change-by-mix";
import type { Measured } from "@/lib/metrics/measured";
import { SUPPRESSED_BELOW } from "@/lib/metrics/thin-data";
import { type Breakdown, breakdowns } from "./breakdowns";
import { narrowedFilter, placeOf } from "./narrowed-filter";

/** What the answers of two slices can be told apart by, to see how each is put together. */
export const mixDimensions = ["segment", ...breakdowns.filter(isNotSegment), "technique"] as const;
export type MixDimension = (typeof mixDimensions)[number];

function isNotSegment(one: Breakdown): one is Exclude<Breakdown, "segment"> {
  return one !== "segment";
}

/** Some answers of both slices: a group, or several that are too small to be shown alone. `ids` null: of none. */
export type MixGroup = {
  ids: (string | null)[];
  a: Measured;
  b: Measured;
  /** Those of the groups that have answers in a slice. */
  heldBy: Record<"a" | "b", (string | null)[]>;
};

type Named = Pick<Place, "key" | "name">;

export type MixRow = MixGroup & { split: SplitChange };

/** How a difference comes about, or why that cannot be said. */
export type MixSplit =
  | (SplitChange & { rows: MixRow[]; why: null })
  | { rows: MixGroup[]; why: "overlapping" | "oneGroup" | "noValue" };

/**
 * Groups that stay below the least number of answers on a side stand together, with the next larger ones until they
 * reach it: so nobody can be told from a part, and the parts still add up to the whole.
 * @param pooled what the answers of several groups are together
 */
export function poolThin(
  groups: readonly MixGroup[],
  pooled: (ids: MixGroup["ids"]) => Omit<MixGroup, "ids">,
) {
  const least = ({ a, b }: Pick<MixGroup, "a" | "b">) => Math.min(a.n, b.n);
  const ordered = [...groups].sort((x, y) => least(x) - least(y));
  const small = ordered.filter((one) => least(one) < SUPPRESSED_BELOW);
  const large = ordered.slice(small.length);
  if (small.length === 0 || groups.length === 1) return large.length > 0 ? large : [...groups];
  let rest: MixGroup = together(small);
  while (least(rest) < SUPPRESSED_BELOW && large.length > 0) rest = together([rest, ...large.splice(0, 1)]);
  return [...large, rest];

  function together(some: readonly MixGroup[]): MixGroup {
    const ids = some.flatMap((one) => one.ids);
    return { ids, ...pooled(ids) };
  }
}

/** The difference of two slices split over groups; these must be disjoint and hold all answers. */
export function splitByMix(groups: readonly MixGroup[], whole: { a: Measured; b: Measured }): MixSplit {
  const ordered = [...groups].sort((x, y) => y.b.n - x.b.n);
  const sum = (side: "a" | "b") => ordered.reduce((total, one) => total + one[side].n, 0);
  if (whole.a.value === null || whole.b.value === null) return { rows: ordered, why: "noValue" };
  if (sum("a") !== whole.a.n || sum("b") !== whole.b.n) return { rows: ordered, why: "overlapping" };
  const scores = (side: "a" | "b") =>
    new Map(ordered.map((one) => [keyOf(one), { n: one[side].n, value: one[side].value ?? 0 }]));
  if (ordered.some(({ a, b }) => a.n > 0 && b.n > 0 && (a.value === null || b.value === null)))
    return { rows: ordered, why: "noValue" };
  const found = changeByMix(scores("a"), scores("b"));
  if (!found || ordered.length < 2) return { rows: ordered, why: "oneGroup" };
  const { experience, mix, parts } = found;
  const none: SplitChange = { experience: 0, mix: 0 };
  return {
    ...{ experience, mix, why: null },
    rows: ordered.map((one) => ({ ...one, split: parts.get(keyOf(one)) ?? none })),
  };
}

export const keyOf = ({ ids }: Pick<MixGroup, "ids">): string => ids.map((id) => id ?? noneKey).join(" ");

type Meant = { by: MixDimension; places: Places; leading: readonly Named[] };

/** What a group belongs to: one place, or the segments that meet in it; nothing for those who belong nowhere. */
export function namedIn(id: string | null, { by, places, leading }: Meant): Named[] {
  if (id === null || by === "technique") return [];
  if (by === "segment") return leading.filter((_, index) => id[index] === "1");
  return [placeOf(by, id, places) ?? []].flat();
}

/**
 * The filter that leaves exactly the answers of a group; null where none does, as for those who are in two segments
 * at once.
 */
export function filterOfGroup(
  filter: PageFilter,
  { group, side }: { group: MixGroup; side: "a" | "b" },
  all: readonly MixGroup[],
  meant: Meant,
): PageFilter | null {
  const { by, places } = meant;
  const ids = group.heldBy[side];
  const others = all.filter((one) => one !== group).flatMap((one) => one.heldBy[side]);
  if (ids.length === 0) return null;
  if (by === "technique") return { ...filter, technique: ids.map((id) => techniques.nameOf(Number(id))) };
  if (by === "segment") return filterOfSegments(filter, ids, others, meant);
  if (ids.length === 1) {
    const id = ids[0] ?? null;
    return narrowedFilter(filter, by, placeOf(by, id, places), places);
  }
  if (by !== "phase") return { ...filter, [by]: ids.map((id) => placeOf(by, id, places)?.key ?? noneKey) };
  const own = places.touchpoints
    .filter(({ phaseId }) => ids.includes(phaseId === null ? null : String(phaseId)))
    .filter(({ key }) => filter.touchpoint?.includes(key) ?? true)
    .map(({ key }) => key);
  return { ...filter, phase: undefined, touchpoint: [...own, ...(ids.includes(null) ? [noneKey] : [])] };
}

/** A list knows the union of segments: it is exact where nobody else of the slice is in one of them. */
function filterOfSegments(
  filter: PageFilter,
  ids: MixGroup["ids"],
  others: MixGroup["ids"],
  meant: Meant,
): PageFilter | null {
  if (others.length === 0) return filter;
  const keys = [...new Set(ids.flatMap((id) => namedIn(id, meant)).map(({ key }) => key))];
  const isElsewhere = others.some((id) => namedIn(id, meant).some(({ key }) => keys.includes(key)));
  const segment = [...keys, ...(ids.includes(null) ? [noneKey] : [])];
  const isInside = segment.every((key) => filter.segment?.includes(key) ?? true);
  return isElsewhere || !isInside ? null : { ...filter, segment };
}
