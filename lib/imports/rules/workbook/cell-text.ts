/** How a number is meant, told by the format that its cell is shown in. */
export type CellStyle = "number" | "moment" | "clock" | "duration" | { zeros: number };

/** Formats that every workbook knows by number (ECMA-376, 18.8.30). */
function builtIn(id: number): CellStyle {
  if (id >= 18 && id <= 21) return "clock";
  if (id === 46) return "duration";
  if (id === 45 || id === 47) return "clock";
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? "moment" : "number";
}

/** @param code a format of the workbook's own such as `dd.mm.yyyy`, `[h]:mm` or `00000` */
export function styleOf(id: number, code: string | undefined): CellStyle {
  if (code === undefined) return builtIn(id);
  const zeros = /^0{2,}$/.exec(code);
  if (zeros) return { zeros: code.length };
  const first = code.split(";")[0] ?? "";
  const bare = first.replace(/"[^"]*"|\\.|[_*]./g, "");
  if (/\[(h+|m+|s+)\]/i.test(bare)) return "duration";
  const letters = bare.replace(/\[[^\]]*\]/g, "").toLowerCase();
  if (/general|standard/.test(letters)) return "number";
  if (/[yd]|mmm/.test(letters)) return "moment";
  if (/[hs]/.test(letters)) return "clock";
  return /m/.test(letters) ? "moment" : "number";
}

/**
 * A number of a cell as text. Spreadsheets keep 15 digits and write 17, so 19.99 stands in the file as
 * 19.989999999999998: what is meant is what a spreadsheet shows. Whole numbers stay as they are written.
 */
export function numberText(raw: string, style: CellStyle, is1904: boolean): string {
  const text = raw.trim();
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  if (typeof style === "object") return /^\d+$/.test(text) ? text.padStart(style.zeros, "0") : plain(number);
  if (style !== "number" && number >= 0) {
    const read = style === "duration" ? durationText(number) : momentText(number, style, is1904);
    if (read !== null) return read;
  }
  return /^-?\d+$/.test(text) ? text : plain(number);
}

/** Fifteen digits, without zeros at the end and without an exponent. */
function plain(number: number): string {
  const shown = Number(number.toPrecision(15));
  const text = String(shown);
  if (!/e/i.test(text)) return text;
  const decimals = Math.min(100, Math.max(0, 14 - Math.floor(Math.log10(Math.abs(shown)))));
  return Math.abs(shown) < 1 ? shown.toFixed(decimals).replace(/\.?0+$/, "") : BigInt(shown).toString();
}

const dayMs = 86_400_000;
/** 9999-12-31. */
const lastSerial = 2_958_466;

/** A day number as `2024-03-05`, with its time of day if it has one; null where it is no date. */
function momentText(serial: number, style: "moment" | "clock", is1904: boolean): string | null {
  if (serial >= lastSerial) return null;
  // To the millisecond: 0.5 is often written as 0.49999999999.
  const total = Math.round(serial * dayMs);
  const day = Math.floor(total / dayMs);
  const time = total - day * dayMs;
  const clock = clockText(time);
  if (style === "clock" && day === 0) return clock;
  if (day === 0 && !is1904) return time === 0 ? null : clock;
  const date = dateText(day, is1904);
  return time === 0 ? date : `${date} ${clock}`;
}

function dateText(day: number, is1904: boolean): string {
  // The year 1900 has a 29 February in spreadsheets; the days before it count from one day later.
  if (!is1904 && day === 60) return "1900-02-29";
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * dayMs).toISOString().slice(0, 10);
}

function clockText(time: number): string {
  const text = new Date(time).toISOString().slice(11, 23);
  return text.endsWith(".000") ? text.slice(0, 8) : text;
}

/** Hours may be more than a day has. */
function durationText(days: number): string {
  const seconds = Math.round(days * 86_400);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** ISO dates as some writers store them: midnight is a date alone. */
export const isoText = (text: string): string =>
  text.replace(/T00:00(:00(\.0+)?)?Z?$/, "").replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ");

const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** Characters that XML cannot hold are written as `_x000D_`; line ends become one character. */
export const unescapeText = (text: string): string =>
  (text.includes("_x")
    ? text.replace(escaped, (_all, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
  ).replace(/\r\n?/g, "\n");
