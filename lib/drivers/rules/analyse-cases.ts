import { createHash } from "node:crypto";
import { type Driver, type DriverAnalysis, keyDriversOfProducts } from "@/lib/metrics/drivers";
import type { Cases } from "../queries/read-cases";

/** Analyses of late, by what they are made of: drawing cases anew a thousand times takes a second, and gives the same. */
const known = new Map<string, DriverAnalysis>();
const most = 50;

/** What complete cases tell; drivers are named by their touchpoint's inner id. */
export function analyseCases(cases: Cases): DriverAnalysis {
  const { touchpoints, n, sums, products, sample, answered } = cases;
  const keys = touchpoints.map(({ touchpointId }) => String(touchpointId));
  const content = JSON.stringify([keys, n, sums, [...products.data], sample, answered]);
  const key = createHash("sha256").update(content).digest("base64");
  const found = known.get(key);
  if (found) return found;
  const analysis = keyDriversOfProducts(keys, { n, sums, products }, { incomplete: answered - n, sample });
  const oldest = known.keys().next().value;
  if (known.size >= most && oldest !== undefined) known.delete(oldest);
  known.set(key, analysis);
  return analysis;
}

/** The share that a page leads with: LMG, or relative weights where there are too many touchpoints for it. */
export const driverShare = ({ lmgShare, johnsonShare }: Driver): number | null => lmgShare ?? johnsonShare;

/** Drivers by the inner id of their touchpoint; who is not among them was rated by too few of the cases. */
export function driversByTouchpoint(data: { cases: Cases } | null): Map<number, Driver> {
  const { result } = data ? analyseCases(data.cases) : { result: null };
  return new Map(result?.drivers.map((driver) => [Number(driver.key), driver]));
}
