import { addDays, type LocalDay } from "@/lib/period/local-day";

/** Something that fills a day of a calendar. */
export type IcsEvent = {
  /** The same for good: by it a calendar knows what it has already. */
  uid: string;
  day: LocalDay;
  summary: string;
  description: string | null;
  categories: string[];
  status: "CONFIRMED" | "CANCELLED";
  /** How often it was changed. */
  sequence: number;
  changedAt: Date;
};

const crlf = "\r\n";
/** Octets of a line without its end (RFC 5545, 3.1). */
const longest = 75;

/** A calendar file by RFC 5545: all-day events, instants in UTC, long lines folded. */
export function writeIcs(name: string, events: readonly IcsEvent[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Lotse//Contact calendar//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap(linesOf),
    "END:VCALENDAR",
  ];
  return lines.map((line) => foldLine(line) + crlf).join("");
}

function linesOf(event: IcsEvent): string[] {
  const at = utcStamp(event.changedAt);
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${at}`,
    `LAST-MODIFIED:${at}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${dateOf(event.day)}`,
    // The end of an all-day event is the day after it.
    `DTEND;VALUE=DATE:${dateOf(addDays(event.day, 1))}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    ...(event.categories.length > 0 ? [`CATEGORIES:${event.categories.map(escapeText).join(",")}`] : []),
    `STATUS:${event.status}`,
    // It says what is planned; it does not block anybody's day.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

const dateOf = (day: LocalDay): string => day.replaceAll("-", "");

/** 19980119T070000Z */
export const utcStamp = (instant: Date): string =>
  instant
    .toISOString()
    .replace(/\.\d{3}Z$/, "Z")
    .replace(/[-:]/g, "");

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks; other control characters cannot be said. */
export const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, "\\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

/** Lines longer than 75 octets go on after a line break and a blank; a character is never cut in two. */
export function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longest) {
      pieces.push(piece);
      // The blank that begins a continued line counts.
      [piece, octets] = ["", 1];
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join(`${crlf} `);
}
