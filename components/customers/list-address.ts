import type { CustomerListInput } from "@/lib/dashboards/schema/customer-pages";

/** The list's address with some of its parts changed; another order or filter begins at the start again. */
export function listAddress(
  input: CustomerListInput,
  change: Record<string, string | string[] | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...input, after: undefined, ...change })) {
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  }
  return search.size > 0 ? `?${search}` : "?";
}
