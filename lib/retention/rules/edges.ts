import { AppError } from "@/lib/errors/app-error";
import { bucketKey, bucketStart, bucketsOf, type Grain, nextBucket } from "@/lib/period/grain";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";

/** Bucket b of a reading is `[days[b], days[b + 1])`; the whole is `[days[0], days[last])`. */
export type Edges = { days: LocalDay[]; keys: string[] };

/** Activity at all edges of one reading is a number of 64 bits. */
const bucketsPerReading = 60;
const mostBuckets = 400;

/**
 * A period cut into buckets of a grain, each a period of its own; the first and the last end where the period does.
 * @throws AppError `invalid` where that gives more groups than anybody reads
 */
export function edgesOf(period: Period, grain: Grain | null): Edges {
  if (grain === null) return { days: [period.from, period.to], keys: [""] };
  if (hasMoreBuckets(period, grain))
    throw new AppError("invalid", "tooManyBuckets", {
      fields: { groupBy: "tooManyBuckets" },
      values: { count: mostBuckets },
    });
  const starts = bucketsOf(period, grain);
  return {
    days: [period.from, ...starts.slice(1), period.to],
    keys: starts.map((start) => bucketKey(start, grain)),
  };
}

/** The same buckets in portions that one statement can read. */
export function readingsOf({ days, keys }: Edges): Edges[] {
  const readings: Edges[] = [];
  for (let b = 0; b < keys.length; b += bucketsPerReading)
    readings.push({
      days: days.slice(b, b + bucketsPerReading + 1),
      keys: keys.slice(b, b + bucketsPerReading),
    });
  return readings;
}

/** Without counting them all: a period may span three centuries. */
function hasMoreBuckets({ from, to }: Period, grain: Grain): boolean {
  let start = bucketStart(from, grain);
  for (let count = 0; start < to; count++) {
    if (count >= mostBuckets) return true;
    start = nextBucket(start, grain);
  }
  return false;
}
