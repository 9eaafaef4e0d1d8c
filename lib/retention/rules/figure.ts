import type { CustomerFlow } from "@/lib/metrics/customer-flow";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import { type Grain, grains } from "@/lib/period/grain";

/** A figure on customers as a room hands it on: the value, what is shown beside it, and its groups if asked for. */
export type CustomerFigure = {
  measured: Measured<Share>;
  also: Measured<Share>[];
  groups: FigureGroup[] | null;
  flow: CustomerFlow | null;
};

/** `key` null: customers to whom the grouping does not apply (no plan, no phase yet, no reason given). */
export type FigureGroup = { key: string | null; measured: Measured<Share> };

/** What customers are filtered by; each is read as it was at the start of the period. */
export const datedTraits = ["plan", "phase", "product-group"] as const;
export type DatedTrait = (typeof datedTraits)[number];

/** What customers are told apart by: those, and segments as their members are now. */
export const customerTraits = [...datedTraits, "segment"] as const;
export type CustomerTrait = (typeof customerTraits)[number];

export type CustomerGrouping = Grain | CustomerTrait | "reason";

export const grainOf = (grouping: string | null | undefined): Grain | null =>
  grains.find((grain) => grain === grouping) ?? null;

export const traitOf = (grouping: string | null | undefined): CustomerTrait | null =>
  customerTraits.find((trait) => trait === grouping) ?? null;

/** Groups in the order of their keys, those without one last. */
export const byKey = (a: { key: string | null }, b: { key: string | null }): number => {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
  return a.key < b.key ? -1 : 1;
};
