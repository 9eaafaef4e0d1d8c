import type { Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** Share of those asked who answered, with its Wilson interval; null where asking is not recorded (asked 0). */
export function responseRate(answered: number, asked: number): Measured<Share> {
  return share("response-rate", { numerator: answered, denominator: asked });
}
