import { createHash } from "node:crypto";
import type { LocalDay } from "@/lib/period/local-day";

/**
 * The id of one day of a series: the same whenever it is asked for, before and after the contact took place. So a
 * calendar that has read the day once finds it again, and the same day cannot be settled twice.
 */
export function occurrenceId(series: string, day: LocalDay): string {
  const bytes = createHash("sha256").update(`${series} ${day}`).digest().subarray(0, 16);
  // A UUID of our own making is version 8 (RFC 9562).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
