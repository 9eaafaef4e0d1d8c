/** What happened at an instant and keeps, beside it, the day that this was in the workspace's time zone. */
export type DatedFact = {
  noun: "feedback" | "contacts" | "orders" | "phaseMoves";
  table: "feedback" | "contact" | "order" | "phase_move";
  at: "answeredAt" | "at" | "orderedAt";
};

export const datedFacts: readonly DatedFact[] = [
  { noun: "feedback", table: "feedback", at: "answeredAt" },
  { noun: "contacts", table: "contact", at: "at" },
  { noun: "orders", table: "order", at: "orderedAt" },
  { noun: "phaseMoves", table: "phase_move", at: "at" },
];
