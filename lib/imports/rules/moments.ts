import { isLocalDay, type LocalDay, startOfDay } from "@/lib/period/local-day";
import { compileFormat, dayText, readWall } from "./date-format";
import { readInstant } from "./iso-instant";
import { dayMs, dayReader, instantReader } from "./zone-days";

/** An instant as text for the database, and its local day in the workspace's time zone. */
export type Moment = { at: string; day: LocalDay; dayOnly: boolean };

export type MomentReader = (text: string) => Moment | null;

const remembered = 20_000;

/** `2025-01-31T09:30:00.000Z`: nothing is left to be written. */
const isoLength = 24;

/**
 * Reads moments of one format. A date alone is that local day of the workspace; a time without offset is in the file's
 * time zone. Fast for many: a time zone is asked once per day, not once per line.
 */
export function momentReader(format: string, zone: string, workspaceZone: string): MomentReader {
  const read =
    format === "excel" ? excelReader(zone) : format === "unix" ? unixReader : wallReader(format, zone);
  const isIso = format === "iso";
  const known = new Map<string, Moment | null>();
  const dayOf = dayReader(workspaceZone);
  const firstInstants = new Map<LocalDay, string>();

  function understand(text: string): Moment | null {
    const found = read(text);
    if (found === null) return null;
    if (typeof found === "string") {
      if (!isLocalDay(found)) return null;
      let at = firstInstants.get(found);
      if (at === undefined) {
        at = startOfDay(found, workspaceZone).toISOString();
        firstInstants.set(found, at);
      }
      return { at, day: found, dayOnly: true };
    }
    return momentAt(found, null);
  }

  function momentAt(instant: number, written: string | null): Moment | null {
    const day = dayOf(instant);
    return day >= "1900-01-01" && day < "2200-01-01"
      ? { at: written ?? new Date(instant).toISOString(), day, dayOnly: false }
      : null;
  }

  return (text) => {
    // As programs write it: read faster than remembered, for it is seldom said twice.
    const instant = isIso ? readInstant(text) : null;
    if (instant !== null) return momentAt(instant, text.length === isoLength ? text : null);
    const before = known.get(text);
    if (before !== undefined) return before;
    const moment = understand(text);
    if (known.size >= remembered) known.clear();
    known.set(text, moment);
    return moment;
  };
}

/** A local day as text, or an instant in milliseconds. */
type Found = LocalDay | number | null;

function wallReader(format: string, zone: string): (text: string) => Found {
  const form = compileFormat(format);
  if (!form) return () => null;
  const toInstant = instantReader(zone);
  return (text) => {
    const wall = readWall(text, form);
    if (!wall) return null;
    if (wall.time === null) return dayText(wall);
    const utc = Date.UTC(wall.year, wall.month - 1, wall.day) + wall.time;
    return wall.offset === null ? toInstant(utc) : utc - wall.offset;
  };
}

/** Day numbers of spreadsheets: days since 1899-12-30, the time of day as a fraction. */
function excelReader(zone: string): (text: string) => Found {
  const toInstant = instantReader(zone);
  return (text) => {
    if (!/^\d{1,6}([.,]\d{1,12})?$/.test(text)) return null;
    const serial = Number(text.replace(",", "."));
    const day = Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs;
    if (Number.isInteger(serial)) return new Date(day).toISOString().slice(0, 10);
    return toInstant(day + Math.round((serial % 1) * 86_400) * 1000);
  };
}

function unixReader(text: string): Found {
  if (!/^\d{9,10}(\.\d{1,9})?$|^\d{12,13}$/.test(text)) return null;
  return text.length >= 12 && !text.includes(".") ? Number(text) : Math.floor(Number(text) * 1000);
}
