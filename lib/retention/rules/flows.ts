import type { CustomerFlow } from "@/lib/metrics/customer-flow";

/** What the database counted between two edges: customers, or (with `losses`) those lost for one reason. */
export type FlowRow = {
  /** All customers together, or those of the group `key`. */
  isAll: boolean;
  key: string | null;
  i: number;
  j: number;
  start: number;
  lost: number;
  new: number;
  earlyLost: number;
  back: number;
  reason: string | null;
  involuntary: boolean | null;
  losses: number | null;
};

/** Customers over a bucket, or over the whole period. */
export type GroupFlow = {
  flow: Pick<CustomerFlow, "start" | "lost" | "involuntary">;
  /** All seven counts; null where customers are told apart by what they were at the start. */
  whole: CustomerFlow | null;
  reasons: { reason: string | null; lost: number; involuntary: number }[];
};

/**
 * The rows of all customers, or of one group, between two edges, put together.
 * @param withArrivals whether who came within the period can be told apart at all
 */
export function groupFlowOf(rows: readonly FlowRow[], withArrivals: boolean): GroupFlow {
  const reasons = new Map<string | null, GroupFlow["reasons"][number]>();
  for (const { reason, involuntary, losses } of rows) {
    if (losses === null) continue;
    const one = reasons.get(reason) ?? { reason, lost: 0, involuntary: 0 };
    one.lost += losses;
    if (involuntary) one.involuntary += losses;
    reasons.set(reason, one);
  }
  const involuntary = [...reasons.values()].reduce((sum, one) => sum + one.involuntary, 0);
  const counted = rows.find(({ losses }) => losses === null);
  const { start = 0, lost = 0 } = counted ?? {};
  const flow = { start, lost, involuntary };
  const [begun, earlyLost, back] = [counted?.new ?? 0, counted?.earlyLost ?? 0, counted?.back ?? 0];
  const end = start - lost + begun - earlyLost + back;
  return {
    flow,
    whole: withArrivals ? { ...flow, new: begun, earlyLost, back, end } : null,
    reasons: [...reasons.values()],
  };
}
