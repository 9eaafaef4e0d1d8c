import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(8 * 4096);
let used = pool.length;
let latest = 0;
let count = 0;
const mostAtOnce = 4096;

/**
 * Time-ordered UUIDs for many rows at once, each behind the one before: within a millisecond they are counted, so that
 * an index takes them at its end. The random bytes, 62 bits each, come from one draw for thousands.
 */
export function uuid7(milliseconds: number): string {
  count++;
  if (milliseconds > latest || count === mostAtOnce) {
    latest = Math.max(milliseconds, latest + 1);
    count = 0;
  }
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool[used] = ((pool[used] ?? 0) & 0x3f) | 0x80;
  const random = pool.toString("hex", used, used + 8);
  used += 8;
  const time = latest.toString(16).padStart(12, "0");
  const counted = count.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counted}-${random.slice(0, 4)}-${random.slice(4)}`;
}
