import { fromAbsolute, parseDateTime } from "@internationalized/date";
import { isLocalDay, type LocalDay, localDay, startOfDay } from "@/lib/period/local-day";

/** An instant as text for the database, and its local day in the workspace's time zone. */
export type Moment = { at: string; day: LocalDay; dayOnly: boolean };

export type MomentReader = (text: string) => Moment | null;

/** Formats that are recognised without being told, most telling first. `iso` also takes a time with or without offset. */
export const guessedFormats = [
  "iso",
  "YYYYMMDD",
  "DD.MM.YYYY",
  "DD.MM.YY",
  "YYYY/MM/DD",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD-MM-YYYY",
  "MM-DD-YYYY",
  "DD/MM/YY",
  "MM/DD/YY",
  "D MMM YYYY",
  "MMM D, YYYY",
] as const;

const months = [
  ["jan"],
  ["feb", "fév"],
  ["mar", "mär", "mrz"],
  ["apr", "avr"],
  ["may", "mai"],
  ["jun", "juin"],
  ["jul", "juil"],
  ["aug", "aoû"],
  ["sep"],
  ["oct", "okt"],
  ["nov"],
  ["dec", "dez", "déc"],
];

const tokens: Record<string, { part: string; wide: string; narrow: string }> = {
  YYYY: { part: "year", wide: "(\\d{4})", narrow: "(\\d{4})" },
  YY: { part: "shortYear", wide: "(\\d{2})", narrow: "(\\d{2})" },
  MMMM: { part: "monthName", wide: "(\\p{L}{3,10})\\.?", narrow: "(\\p{L}{3,10})\\.?" },
  MMM: { part: "monthName", wide: "(\\p{L}{3,10})\\.?", narrow: "(\\p{L}{3,10})\\.?" },
  MM: { part: "month", wide: "(\\d{1,2})", narrow: "(\\d{2})" },
  M: { part: "month", wide: "(\\d{1,2})", narrow: "(\\d{1,2})" },
  DD: { part: "day", wide: "(\\d{1,2})", narrow: "(\\d{2})" },
  D: { part: "day", wide: "(\\d{1,2})", narrow: "(\\d{1,2})" },
  HH: { part: "hour", wide: "(\\d{1,2})", narrow: "(\\d{2})" },
  H: { part: "hour", wide: "(\\d{1,2})", narrow: "(\\d{1,2})" },
  hh: { part: "hour", wide: "(\\d{1,2})", narrow: "(\\d{2})" },
  h: { part: "hour", wide: "(\\d{1,2})", narrow: "(\\d{1,2})" },
  mm: { part: "minute", wide: "(\\d{1,2})", narrow: "(\\d{2})" },
  m: { part: "minute", wide: "(\\d{1,2})", narrow: "(\\d{1,2})" },
  ss: { part: "second", wide: "(\\d{1,2})", narrow: "(\\d{2})" },
  s: { part: "second", wide: "(\\d{1,2})", narrow: "(\\d{1,2})" },
  SSS: { part: "fraction", wide: "(\\d{1,9})", narrow: "(\\d{3})" },
  A: { part: "half", wide: "([AaPp]\\.?[Mm]\\.?)", narrow: "([AaPp][Mm])" },
  a: { part: "half", wide: "([AaPp]\\.?[Mm]\\.?)", narrow: "([AaPp][Mm])" },
  Z: { part: "offset", wide: "(Z|UTC|[+-]\\d{2}:?\\d{2})", narrow: "(Z|UTC|[+-]\\d{2}:?\\d{2})" },
};
const token = /YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a|Z|\[[^\]]*\]/g;

const timeAfter =
  "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?: ?([AaPp]\\.?[Mm]\\.?))?(?: ?(Z|UTC|[+-]\\d{2}:?\\d{2}))?)?";
const timeParts = ["hour", "minute", "second", "fraction", "half", "offset"];

type Form = { shape: RegExp; parts: string[] };

/** A format in words of `YYYY MM DD HH mm ss A Z`; null when it names no date. A time behind a date format is read too. */
export function compileFormat(format: string): Form | null {
  if (format === "iso")
    return {
      shape: new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})${timeAfter}$`),
      parts: ["year", "month", "day", ...timeParts],
    };
  const parts: string[] = [];
  let source = "";
  let end = 0;
  for (const match of format.matchAll(token)) {
    const literal = format.slice(end, match.index);
    const glued = match.index > 0 && literal === "";
    const next = format.slice(match.index + match[0].length);
    source += literally(literal);
    end = match.index + match[0].length;
    const known = tokens[match[0]];
    if (!known) {
      source += literally(match[0].slice(1, -1));
      continue;
    }
    const gluedBehind = next !== "" && next.search(token) === 0;
    source += glued || gluedBehind ? known.narrow : known.wide;
    parts.push(known.part);
  }
  source += literally(format.slice(end));
  const hasDate =
    (parts.includes("year") || parts.includes("shortYear")) &&
    (parts.includes("month") || parts.includes("monthName")) &&
    parts.includes("day");
  if (!hasDate || new Set(parts).size !== parts.length) return null;
  const hasTime = parts.includes("hour");
  return {
    shape: new RegExp(`^${source}${hasTime ? "" : timeAfter}$`, "u"),
    parts: hasTime ? parts : [...parts, ...timeParts],
  };
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/ +/g, " +");

type Wall = { year: number; month: number; day: number; time: number | null; offset: number | null };

/** What stands in the text, before anybody knows which time zone is meant. `time` in milliseconds of the day. */
function readWall(text: string, { shape, parts }: Form): Wall | null {
  const match = shape.exec(text);
  if (!match) return null;
  const wall: Wall = { year: 0, month: 0, day: 0, time: null, offset: null };
  let time = 0;
  let half = "";
  for (let i = 0; i < parts.length; i++) {
    const value = match[i + 1];
    if (value === undefined) continue;
    const number = Number(value);
    switch (parts[i]) {
      case "year":
        wall.year = number;
        break;
      case "shortYear":
        wall.year = number + (number < 70 ? 2000 : 1900);
        break;
      case "month":
        wall.month = number;
        break;
      case "monthName":
        wall.month = monthNamed(value);
        break;
      case "day":
        wall.day = number;
        break;
      case "hour":
        if (number > 23) return null;
        time += number * 3_600_000;
        wall.time = 0;
        break;
      case "minute":
        if (number > 59) return null;
        time += number * 60_000;
        break;
      case "second":
        if (number > 59) return null;
        time += number * 1000;
        break;
      case "fraction":
        time += Math.floor(Number(`0.${value}`) * 1000);
        break;
      case "half":
        half = value[0]?.toLowerCase() ?? "";
        break;
      case "offset":
        wall.offset = offsetOf(value);
        break;
    }
  }
  if (half !== "") {
    const hour = Math.floor(time / 3_600_000);
    if (hour < 1 || hour > 12) return null;
    time += ((hour % 12) + (half === "p" ? 12 : 0) - hour) * 3_600_000;
  }
  if (wall.time !== null) wall.time = time;
  return wall.month >= 1 && wall.month <= 12 && wall.day >= 1 && wall.day <= daysIn(wall.year, wall.month)
    ? wall
    : null;
}

function monthNamed(name: string): number {
  const start = name.toLowerCase();
  return months.findIndex((names) => names.some((one) => start.startsWith(one))) + 1;
}

function offsetOf(text: string): number {
  if (text === "Z" || text === "UTC") return 0;
  const digits = text.replace(":", "");
  const size = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits[0] === "-" ? -size : size) * 60_000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));
const dayText = (wall: Wall): LocalDay => `${wall.year}-${two(wall.month)}-${two(wall.day)}`;

const dayMs = 86_400_000;
const remembered = 20_000;

/**
 * Reads moments of one format. A date alone is that local day of the workspace; a time without offset is in the file's
 * time zone. Fast for many: a time zone is asked once per day, not once per line.
 */
export function momentReader(format: string, zone: string, workspaceZone: string): MomentReader {
  const read =
    format === "excel" ? excelReader(zone) : format === "unix" ? unixReader : wallReader(format, zone);
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
    const day = dayOf(found);
    return day >= "1900-01-01" && day < "2200-01-01"
      ? { at: new Date(found).toISOString(), day, dayOnly: false }
      : null;
  }

  return (text) => {
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
function instantReader(zone: string): (local: number) => number {
  const offsetOn = steadyOffset(zone);
  return (local) => {
    const offset = offsetOn(Math.floor(local / dayMs));
    if (offset !== null) return local - offset;
    return parseDateTime(new Date(local).toISOString().slice(0, 23)).toDate(zone).getTime();
  };
}

/** Instant → local day of a zone. */
function dayReader(zone: string): (instant: number) => LocalDay {
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

/**
 * The format that fits most of the texts, and at least half of them: single mistakes are for the lines they stand in.
 * Null when none does, "ambiguous" when day and month could be either.
 * @param texts a sample of a column, without empty cells
 */
export function guessFormat(texts: readonly string[]): string | null | "ambiguous" {
  if (texts.length === 0) return "iso";
  const fits = guessedFormats.map((format) => {
    const form = compileFormat(format);
    return { format, texts: form ? texts.filter((text) => readWall(text, form) !== null) : [] };
  });
  const most = Math.max(...fits.map((fit) => fit.texts.length));
  if (most * 2 < texts.length) return null;
  const [best, other] = fits.filter((fit) => fit.texts.length === most);
  if (!best) return null;
  const isSwapped =
    other !== undefined && !best.format.includes(".") && swapped(best.format) === other.format;
  return isSwapped && !alikeEitherWay(best.format, best.texts) ? "ambiguous" : best.format;
}

const swapped = (format: string) => format.replace("DD", "?").replace("MM", "DD").replace("?", "MM");

/** Day and month are the same number everywhere. */
function alikeEitherWay(format: string, texts: readonly string[]): boolean {
  const form = compileFormat(format);
  return texts.every((text) => {
    const wall = form && readWall(text, form);
    return wall !== null && wall.day === wall.month;
  });
}
