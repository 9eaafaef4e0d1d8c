import { fromAbsolute } from "@internationalized/date";

/** From `starts[i]` on, until the next, local time is `seconds[i]` ahead of UTC. */
export type ZoneOffsets = { starts: string[]; seconds: number[] };

const dayMs = 86_400_000;

/**
 * The offsets of a time zone over a span of time, so that a database can work out the local days of any number of
 * instants by the calendar that works them out everywhere else. An offset that lasts less than a day is not found;
 * there has been none.
 */
export function zoneOffsets(timeZone: string, from: Date, to: Date): ZoneOffsets {
  const offsetAt = (instant: number): number => fromAbsolute(instant, timeZone).offset;
  const begin = from.getTime() - dayMs;
  const end = to.getTime() + dayMs;
  const found: ZoneOffsets = { starts: [], seconds: [] };
  const add = (start: number, offset: number) => {
    found.starts.push(new Date(start).toISOString());
    found.seconds.push(offset / 1000);
  };
  let offset = offsetAt(begin);
  add(begin, offset);
  for (let day = begin; day < end; day += dayMs) {
    const next = offsetAt(day + dayMs);
    if (next === offset) continue;
    // The first instant with the new offset lies after `before` and not after `after`.
    let [before, after] = [day, day + dayMs];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    offset = next;
    add(after, offset);
  }
  return found;
}
