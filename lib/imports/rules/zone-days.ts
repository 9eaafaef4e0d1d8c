import { fromAbsolute, parseDateTime } from "@internationalized/date";
import { type LocalDay, localDay } from "@/lib/period/local-day";

export const dayMs = 86_400_000;

/** Offsets of a time zone that are the same through a whole day and its neighbours; else the calendar is asked. */
function steadyOffset(zone: string): (utcDay: number) => number | null {
  const offsets = new Map<number, number | null>();
  const offsetAt = (instant: number): number => fromAbsolute(instant, zone).offset;
  return (utcDay) => {
    let offset = offsets.get(utcDay);
    if (offset === undefined) {
      const start = utcDay * dayMs;
      const first = offsetAt(start - dayMs);
      offset = [0, 1, 2].every((days) => offsetAt(start + days * dayMs) === first) ? first : null;
      offsets.set(utcDay, offset);
    }
    return offset;
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
  const days = new Map<number, LocalDay>();
  return (instant) => {
    const offset = offsetOn(Math.floor(instant / dayMs));
    if (offset === null) return localDay(new Date(instant), zone);
    const number = Math.floor((instant + offset) / dayMs);
    let day = days.get(number);
    if (day === undefined) {
      day = new Date(number * dayMs).toISOString().slice(0, 10);
      days.set(number, day);
    }
    return day;
  };
}
