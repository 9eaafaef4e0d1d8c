import type { Scope } from "@/lib/auth/scope";
import { listCatalogue } from "@/lib/touchpoints/queries";
import { byKey, type CustomerTrait, type FigureGroup } from "../rules/figure";

/** The keys of a trait that is counted by inner ids, by these ids; null where it is counted by its keys anyway. */
export type KeysOfTrait = ReadonlyMap<string, string> | null;

export const keysById = (entries: readonly { id: number; key: string }[]): KeysOfTrait =>
  new Map(entries.map(({ id, key }) => [String(id), key]));

export async function keysOfTrait(scope: Scope, trait: CustomerTrait | null): Promise<KeysOfTrait> {
  if (trait !== "phase" && trait !== "product-group") return null;
  return keysById(await listCatalogue(scope, trait === "phase" ? "phase" : "productGroup"));
}

/** Groups with somebody in them, by the key that the outside knows instead of an inner id, in the order of the keys. */
export function nameKeys(keys: KeysOfTrait, groups: readonly FigureGroup[]): FigureGroup[] {
  const present = groups.filter(({ measured }) => measured.n > 0);
  if (!keys) return present.sort(byKey);
  return present.map((group) => ({ ...group, key: group.key && (keys.get(group.key) ?? null) })).sort(byKey);
}
