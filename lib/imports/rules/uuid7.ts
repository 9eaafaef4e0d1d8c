import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(10 * 4096);
let used = pool.length;

/** Time-ordered UUIDs for many rows at once; the random bytes come from one draw for thousands. */
export function uuid7(milliseconds: number): string {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString("hex", used, used + 10);
  used += 10;
  const time = milliseconds.toString(16).padStart(12, "0");
  const variant = ((Number.parseInt(random[3] ?? "0", 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
