import { randomBytes } from "node:crypto";

const mostAtOnce = 4096;
const perDraw = 4096;
/** Random bytes in hexadecimal, sixteen characters for each id. */
let drawn = "";
let used = perDraw;
let latest = 0;
let count = 0;
/** The first part of an id, as long as its millisecond lasts. */
let time = "";

const variants = "89ab";
/** The second part's end: how many ids of the millisecond were given before. */
const counts = Array.from({ length: mostAtOnce }, (_, i) => `-7${i.toString(16).padStart(3, "0")}-`);

/**
 * Time-ordered UUIDs for many rows at once, each behind the one before: within a millisecond they are counted, so that
 * an index takes them at its end. The random bytes, 62 bits each, come from one draw for thousands.
 */
export function uuid7(milliseconds: number): string {
  count++;
  if (milliseconds > latest || count === mostAtOnce) {
    latest = Math.max(milliseconds, latest + 1);
    count = 0;
    const digits = latest.toString(16).padStart(12, "0");
    time = `${digits.slice(0, 8)}-${digits.slice(8)}`;
  }
  if (used === perDraw) {
    drawn = randomBytes(8 * perDraw).toString("hex");
    used = 0;
  }
  const at = 16 * used++;
  const variant = variants[drawn.charCodeAt(at) & 3] ?? "8";
  return `${time}${counts[count]}${variant}${drawn.slice(at + 1, at + 4)}-${drawn.slice(at + 4, at + 16)}`;
}
