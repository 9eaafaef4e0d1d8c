import { isDeepStrictEqual } from "node:util";

export type Changed = Record<string, { from: unknown; to: unknown }>;

/** What a change changed, field by field, for the log. */
export function changedFields(before: object | null, after: object): Changed {
  const was = new Map(Object.entries(before ?? {}));
  return Object.fromEntries(
    Object.entries(after)
      .filter(([field, to]) => !isDeepStrictEqual(was.get(field) ?? null, to ?? null))
      .map(([field, to]) => [field, { from: was.get(field) ?? null, to: to ?? null }]),
  );
}
