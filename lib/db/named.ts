import { Prisma } from "./generated/client";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isPublicId = (name: string): boolean => uuid.test(name);

/** What the outside calls its own names: `ext:C-1001`. */
export const externalIdOf = (name: string): string | null => (name.startsWith("ext:") ? name.slice(4) : null);

/**
 * The row `t` that a path names: by id or as `ext:` and the name that the outside gave. Null when the text is neither.
 * @param column where that name stands
 */
export function namedBy(name: string, column: "externalId" | "key" = "externalId"): Prisma.Sql | null {
  if (isPublicId(name)) return Prisma.sql`t."publicId" = ${name}::uuid`;
  const given = externalIdOf(name);
  return given === null ? null : Prisma.sql`t.${Prisma.raw(`"${column}"`)} = ${given}`;
}
