import domain from "./domain.json";
import { quarterOf } from "./story";

/** Quarters from the first to the last, both counted together. */
type Counted = { first: number; last: number; kept: number; cases: number };

/** Promises that are given to one segment only. */
const given: Record<string, string> = { "fault-hotline": "business" };

/** "241/362 (Q-5, Q-4)" or, of the last quarter, "171/182" */
function counted(text: string): Counted {
  const [, kept = "", cases = "", quarters = "Q-1"] = /^(\d+)\/(\d+)(?: \((.+)\))?$/.exec(text) ?? [];
  const named = quarters.split(", ").map(quarterOf);
  return { first: Math.min(...named), last: Math.max(...named), kept: Number(kept), cases: Number(cases) };
}

export const promises = (domain.promises as string[][]).map(
  ([de = "", en = "", touchpoint = "", saidWhere = "", howMuch = "", before = "", last = ""]) => ({
    de,
    en,
    touchpoint,
    segment: given[touchpoint] ?? null,
    saidWhere,
    howMuch,
    counts: [counted(before), counted(last)],
  }),
);
