import fc from "fast-check";
import { expect, test } from "vitest";
import { localDay } from "@/lib/period/local-day";
import { zoneOffsets } from "@/lib/period/zone-offsets";

test("the offsets of a time zone give the same days as its calendar", () => {
  const span = { min: new Date("1995-01-01T00:00:00Z"), max: new Date("2035-01-01T00:00:00Z") };
  for (const zone of [
    "Europe/Berlin",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
  ]) {
    const { starts, seconds } = zoneOffsets(zone, span.min, span.max);
    expect(starts).toEqual([...starts].sort());
    const moments = [
      ...fc.sample(fc.date({ ...span, noInvalidDate: true }), 300),
      // The last instant before each change and the first after it.
      ...starts.slice(1).flatMap((start) => [new Date(Date.parse(start) - 1), new Date(start)]),
    ];
    for (const at of moments) {
      const place = starts.findLastIndex((start) => Date.parse(start) <= at.getTime());
      const local = new Date(at.getTime() + (seconds[place] ?? 0) * 1000);
      expect([zone, at, local.toISOString().slice(0, 10)]).toEqual([zone, at, localDay(at, zone)]);
    }
  }
});
