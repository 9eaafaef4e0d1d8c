import type { Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** Share of promises kept: cases in which a promise was kept over cases in which it applied; null without a case. */
export function promisesKept(kept: number, cases: number): Measured<Share> {
  return share("promises-kept", { numerator: kept, denominator: cases });
}
