import type { MeasureData, TrendBucket } from "@/lib/dashboards/queries/measure-reading";
import { emptyCell, type GapMapFigures } from "@/lib/expectations/rules/gap-map";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import type { Change, Shown } from "@/lib/feedback/rules/difference-of";

/** A figure as a guest may see it: from fewer than `least` answers or customers the number of them alone. */
export function shownToGuest(one: Shown, least: number): Shown {
  if (one.n === 0 || one.n >= least) return one;
  return { ...one, value: null, interval: null, counts: {}, suppressed: true };
}

/** A change tells what was before: it goes with either of its sides. */
export function changeForGuest(now: Shown, change: Change | null, least: number): Change | null {
  if (!change) return null;
  const before = shownToGuest(change.before, least);
  if (!before.suppressed && !shownToGuest(now, least).suppressed) return { ...change, before };
  return { before, difference: null, verdict: "tooFew" };
}

/** A measure with its trend; how many gave which score stays inside. */
export function measureForGuest(data: MeasureData, least: number): MeasureData {
  return {
    ...data,
    now: shownToGuest(data.now, least),
    change: changeForGuest(data.now, data.change, least),
    tally: {},
    trend: data.trend.map(
      (bucket): TrendBucket => ({ ...bucket, measured: shownToGuest(bucket.measured, least) }),
    ),
  };
}

/** A gap without what it was counted from and without anything that leads to it: who gave which score stays inside. */
export function gapRowForGuest(row: GapRow): GapRow {
  const { n, mean, interval } = row.experience;
  return {
    ...row,
    touchpointId: 0,
    segmentId: null,
    experience: { n, mean, interval, tally: {} },
    expected: row.expected && { ...row.expected, recorded: null },
    importance: row.importance && { ...row.importance, recorded: null },
    expectations: {},
    contactsPerMonth: null,
    countedSegmentIds: null,
    parts: [],
  };
}

/** The map without ids; a cell with fewer answers than said tells their number alone. */
export function gapMapForGuest(map: GapMapFigures, least: number): GapMapFigures {
  const anonymous = <One extends { id: number | null; key: string | null }>(
    one: One,
    index: number,
  ): One => ({
    ...one,
    id: index,
    key: String(index),
  });
  return {
    ...map,
    places: map.places.map(anonymous),
    groups: map.groups.map(anonymous),
    cells: map.cells.map((ofPlace) =>
      ofPlace.map((cell) =>
        cell.n === 0 || cell.n >= least
          ? { ...cell, row: cell.row && gapRowForGuest(cell.row) }
          : { ...emptyCell, n: cell.n, isWithheld: true },
      ),
    ),
  };
}
