import { fromAbsolute, parseDateTime } from "@internationalized/date";
import { type LocalDay, localDay } from "@/lib/period/local-day";

export const dayMs = 86_400_000;
/** Clocks are changed on a quarter of an hour, and not twice in one. */
const quarterMs = 900_000;

/** Offsets of a time zone that are the same through a whole day and its neighbours; else the calendar is asked. */
function steadyOffset(zone: string): (utcDay: number) => number | null {
  const offsetAt = (instant: number): number => fromAbsolute(instant, zone).offset;
  return remembering((utcDay) => {
    const start = utcDay * dayMs;
    const first = offsetAt(start - dayMs);
    return [0, 1, 2].every((days) => offsetAt(start + days * dayMs) === first) ? first : null;
  });
}

function remembering<Value>(find: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = find(key);
      known.set(key, value);
    }
    return value;
  };
}

/** Local time of a zone (written as if it were UTC) → instant. */
export function instantReader(zone: string): (local: number) => number {
  const offsetOn = steadyOffset(zone);
  return (local) => {
    const offset = offsetOn(Math.floor(local / dayMs));
    if (offset !== null) return local - offset;
    return parseDateTime(new Date(local).toISOString().slice(0, 23)).toDate(zone).getTime();
  };
}

/** Instant → local day of a zone. */
export function dayReader(zone: string): (instant: number) => LocalDay {
  const offsetOn = steadyOffset(zone);
  const dayNumbered = remembering((number) => new Date(number * dayMs).toISOString().slice(0, 10));
  // Around a change of the clock a whole quarter of an hour is one day nevertheless, as long as both its ends are.
  const dayOfQuarter = remembering((quarter) => {
    const first = localDay(new Date(quarter * quarterMs), zone);
    return localDay(new Date((quarter + 1) * quarterMs - 1), zone) === first ? first : null;
  });
  return (instant) => {
    const offset = offsetOn(Math.floor(instant / dayMs));
    if (offset !== null) return dayNumbered(Math.floor((instant + offset) / dayMs));
    return dayOfQuarter(Math.floor(instant / quarterMs)) ?? localDay(new Date(instant), zone);
  };
}
