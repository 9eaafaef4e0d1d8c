import type { Scope } from "@/lib/auth/scope";
import { listCatalogue } from "@/lib/touchpoints/queries";
import { byKey, type CustomerTrait, type FigureGroup } from "../rules/figure";

/** Groups with somebody in them, by the key that the outside knows instead of an inner id, in the order of the keys. */
export async function nameKeys(
  scope: Scope,
  trait: CustomerTrait,
  groups: readonly FigureGroup[],
): Promise<FigureGroup[]> {
  const present = groups.filter(({ measured }) => measured.n > 0);
  if (trait === "plan" || trait === "segment") return present.sort(byKey);
  const entries = await listCatalogue(scope, trait === "phase" ? "phase" : "productGroup");
  const names = new Map(entries.map(({ id, key }) => [String(id), key]));
  return present.map((group) => ({ ...group, key: group.key && (names.get(group.key) ?? null) })).sort(byKey);
}
