import type { LocalDay } from "@/lib/period/local-day";

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

export type DateForm = { shape: RegExp; parts: string[] };

/** A format in words of `YYYY MM DD HH mm ss A Z`; null when it names no date. A time behind a date format is read too. */
export function compileFormat(format: string): DateForm | null {
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

export type Wall = { year: number; month: number; day: number; time: number | null; offset: number | null };

/** What stands in the text, before anybody knows which time zone is meant. `time` in milliseconds of the day. */
export function readWall(text: string, { shape, parts }: DateForm): Wall | null {
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
export const dayText = (wall: Wall): LocalDay => `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
