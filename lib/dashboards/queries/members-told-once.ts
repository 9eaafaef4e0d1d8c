import type { Prisma } from "@/lib/db/generated/client";
import type { Slice } from "@/lib/feedback/queries/slice";
import { toldOnce } from "@/lib/segments/queries/segment-condition";

/**
 * A slice of a page that asks for it in many ways: who is in its segments is told once, before the statement (`tables`),
 * and not for every number again.
 */
export function membersToldOnce(base: Slice): { slice: Slice; tables: Prisma.Sql[] } {
  if (!base.customerCondition) return { slice: base, tables: [] };
  const { condition, tables } = toldOnce(base.customerCondition);
  return { slice: { ...base, customerCondition: condition }, tables };
}
