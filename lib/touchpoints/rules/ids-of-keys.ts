import { AppError } from "@/lib/errors/app-error";

type Keyed = { id: number; key: string };

/**
 * Inner ids of catalogue entries named by their keys.
 * @param reason message key below `errors.reasons`
 * @throws AppError `invalid` for a name that does not exist: a filter is never silently ignored
 */
export function idsOfKeys(
  entries: readonly Keyed[],
  keys: readonly string[],
  field: string,
  reason: string,
): number[] {
  const byKey = new Map(entries.map(({ key, id }) => [key, id]));
  return keys.map((key) => {
    const id = byKey.get(key);
    if (id === undefined)
      throw new AppError("invalid", reason, { fields: { [field]: reason }, values: { name: key } });
    return id;
  });
}

/** A phase means its sub-phases too. */
export function withSubPhases(
  phases: readonly { id: number; parentId: number | null }[],
  ids: readonly number[],
): number[] {
  const wanted = new Set(ids);
  for (const phase of phases) if (phase.parentId !== null && wanted.has(phase.parentId)) wanted.add(phase.id);
  return [...wanted];
}
