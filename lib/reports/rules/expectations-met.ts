import type { GapList } from "@/lib/expectations/queries/gap-reading";
import { touchpointsMet, worstGaps } from "@/lib/expectations/rules/rank-gaps";
import type { Places } from "@/lib/filters/queries/read-places";

/** The touchpoint and group that is disappointed most, as far as it is certain. */
export type WorstShown = {
  touchpointId: number;
  key: string;
  name: string;
  department: string | null;
  /** Null: all customers. */
  segment: { key: string; name: string } | null;
  experienced: number;
  expected: number;
  /** The part of the shortfall that is certain, in points of the scale. */
  certain: number;
  n: number;
};

export type ExpectationsMet = { met: number; judged: number; open: number; worst: WorstShown | null };

/** Null where nobody has recorded an expectation, or nobody answered where one is. */
export function expectationsMet({ rows, hasExpectations }: GapList, places: Places): ExpectationsMet | null {
  const counted = touchpointsMet(rows);
  if (!hasExpectations || counted.judged === 0) return null;
  const row = worstGaps(rows, 1)[0]?.row;
  const place = places.touchpoints.find(({ id }) => id === row?.touchpointId);
  const gap = row?.gap;
  if (!row || !place || !gap?.interval || gap.experienced === null || gap.expected === null)
    return { ...counted, worst: null };
  const segment = places.segments.find(({ id }) => id === row.segmentId);
  return {
    ...counted,
    worst: {
      touchpointId: place.id,
      key: place.key,
      name: place.name,
      department: places.departments.find(({ id }) => id === place.departmentId)?.name ?? null,
      segment: segment ? { key: segment.key, name: segment.name } : null,
      experienced: gap.experienced,
      expected: gap.expected,
      certain: Math.min(Math.abs(gap.interval.low), Math.abs(gap.interval.high)),
      n: row.experience.n,
    },
  };
}
