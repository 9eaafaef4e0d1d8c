/** How one customer stood at the two ends of a period. `isNew`: first order or contract within the period. */
export type CustomerOverPeriod = {
  activeAtStart: boolean;
  activeAtEnd: boolean;
  isNew: boolean;
  /** For a lost customer: the company ended it (unpaid bills, for instance), not the customer. */
  involuntary?: boolean;
};

/**
 * What happened to the customers within a period; `end = start − lost + new − earlyLost + back`.
 * `lost` and `involuntary` are of those active at the start; new customers are never among them.
 */
export type CustomerFlow = {
  start: number;
  lost: number;
  involuntary: number;
  new: number;
  earlyLost: number;
  back: number;
  end: number;
};

/** Counts customers by what happened to them. Whoever was lost and recovered inside the period was not lost. */
export function customerFlow(customers: Iterable<CustomerOverPeriod>): CustomerFlow {
  const flow: CustomerFlow = { start: 0, lost: 0, involuntary: 0, new: 0, earlyLost: 0, back: 0, end: 0 };
  for (const { activeAtStart, activeAtEnd, isNew, involuntary = false } of customers) {
    if (activeAtEnd) flow.end++;
    if (activeAtStart) {
      flow.start++;
      if (!activeAtEnd) flow.lost++;
      if (!activeAtEnd && involuntary) flow.involuntary++;
    } else if (isNew) {
      flow.new++;
      if (!activeAtEnd) flow.earlyLost++;
    } else if (activeAtEnd) flow.back++;
  }
  return flow;
}
