import type { Scope } from "@/lib/auth/scope";
import { listCatalogue } from "@/lib/touchpoints/queries";
import { byKey, type CustomerTrait } from "../rules/figure";

/** Groups by the key that the outside knows instead of an inner id, in the order of the keys. */
export async function nameKeys<G extends { key: string | null }>(
  scope: Scope,
  trait: CustomerTrait,
  groups: readonly G[],
): Promise<G[]> {
  if (trait === "plan") return [...groups].sort(byKey);
  const entries = await listCatalogue(scope, trait === "phase" ? "phase" : "productGroup");
  const names = new Map(entries.map(({ id, key }) => [String(id), key]));
  return groups.map((group) => ({ ...group, key: group.key && (names.get(group.key) ?? null) })).sort(byKey);
}
