import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";

/** How things that the log speaks of by a key or an id are called today: `<noun> <key or id>` → name. */
export type ThingNames = ReadonlyMap<string, string>;

type Spoken = { action: string; subject: string | null; detail: unknown };

/** Noun → its table, and how it is addressed and called there. Nothing about single people is among them. */
const tables: Record<string, { table: string; by: "key" | "publicId"; name: string }> = {
  department: { table: "department", by: "key", name: "name" },
  channel: { table: "channel", by: "key", name: "name" },
  phase: { table: "phase", by: "key", name: "name" },
  momentOfTruth: { table: "moment_of_truth", by: "key", name: "name" },
  productGroup: { table: "product_group", by: "key", name: "name" },
  product: { table: "product", by: "key", name: "name" },
  brandValue: { table: "brand_value", by: "key", name: "name" },
  touchpoint: { table: "touchpoint", by: "key", name: "name" },
  // A rating is told by what was rated.
  brandRating: { table: "touchpoint", by: "key", name: "name" },
  segment: { table: "segment", by: "key", name: "name" },
  persona: { table: "persona", by: "key", name: "name" },
  goal: { table: "goal", by: "publicId", name: "text" },
  weakPoint: { table: "weak_point", by: "publicId", name: "text" },
  measure: { table: "measure", by: "publicId", name: "name" },
  promise: { table: "promise", by: "publicId", name: "text" },
  informationNeed: { table: "information_need", by: "publicId", name: "text" },
  marker: { table: "marker", by: "publicId", name: "title" },
};

/** One statement for all kinds; what is gone has no name any more and keeps its key. */
export async function nameThings(
  { db, workspaceId, locale }: Scope,
  entries: readonly Spoken[],
): Promise<ThingNames> {
  const wanted = new Map<string, Set<string>>();
  const want = (noun: string, said: unknown) => {
    if (!(noun in tables) || typeof said !== "string") return;
    wanted.set(noun, (wanted.get(noun) ?? new Set()).add(said));
  };
  for (const { action, subject, detail } of entries) {
    want(action.split(".")[0] ?? "", subject);
    for (const [field, said] of saidIn(detail)) want(field, said);
  }
  const parts = [...wanted].flatMap(([noun, said]) => {
    const { table, by, name } = tables[noun] ?? {};
    if (!table || !by || !name) return [];
    return Prisma.sql`select ${noun}::text as noun, t.${Prisma.raw(`"${by}"`)}::text as said,
      t.${Prisma.raw(`"${name}"`)} as name, coalesce(t."translations"->${name}::text, t."translations") as translations from ${Prisma.raw(table)} t
      where t."workspaceId" = ${workspaceId} and t.${Prisma.raw(`"${by}"`)}::text = any(${[...said]}::text[])`;
  });
  if (parts.length === 0) return new Map();
  const rows = await db.$queryRaw<{ noun: string; said: string; name: string; translations: unknown }[]>(
    Prisma.join(parts, " union all "),
  );
  return new Map(rows.map(({ noun, said, ...row }) => [`${noun} ${said}`, localName(row, locale)]));
}

/** The values of an entry with the fields that they were said in. */
function saidIn(detail: unknown): [field: string, said: unknown][] {
  if (typeof detail !== "object" || detail === null) return [];
  const changed =
    "changed" in detail ? (detail.changed as Record<string, { from: unknown; to: unknown }>) : null;
  if (!changed) return Object.entries(detail);
  return Object.entries(changed).flatMap(([field, { from, to }]): [string, unknown][] => [
    [field, from],
    [field, to],
  ]);
}
