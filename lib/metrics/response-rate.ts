import { type Measured, measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** Share of those asked who answered, with its Wilson interval; null where asking is not recorded (`asked` null). */
export function responseRate(answered: number, asked: number | null): Measured<Share> {
  if (asked !== null) return share("response-rate", { numerator: answered, denominator: asked });
  const counts = { numerator: answered, denominator: 0 };
  return measured("response-rate", { value: null, n: 0, interval: null, counts });
}
