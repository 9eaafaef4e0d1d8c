import { createHash } from "node:crypto";
import { type DriverAnalysis, keyDriversOfProducts } from "@/lib/metrics/drivers";
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
