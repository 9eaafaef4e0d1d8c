import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import { type Fit, fitOf, type Rated } from "../rules";

export type BrandValueName = { id: number; key: string; name: string; isRetired: boolean };

/** Ratings of a touchpoint: customers and visits kept apart, all values together and each alone (by inner id). */
export type BrandFit = {
  overall: { customers: Fit | null; mystery: Fit | null };
  byValue: ReadonlyMap<number, { customers: Fit | null; mystery: Fit | null }>;
};

/** The values that the brand stands for, in their order; retired ones too, because ratings speak of them. */
export async function listBrandValues({ db, workspaceId, locale }: Scope): Promise<BrandValueName[]> {
  const rows = await db.brandValue.findMany({
    where: { workspaceId },
    select: { id: true, key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: localName(row, locale),
    isRetired: row.retiredAt !== null,
  }));
}

type Row = Rated & { touchpointId: number; brandValueId: number | null };

/**
 * How well touchpoints fit the brand, in one statement: of customers the latest day, of visits all of the last two
 * years. Where nobody rated all values together, the mean of the single ones stands for it.
 */
export async function readBrandFit(
  { db, workspaceId }: Scope,
  touchpointIds?: readonly number[],
): Promise<Map<number, BrandFit>> {
  const only = touchpointIds
    ? Prisma.sql`and r."touchpointId" = any(${[...touchpointIds]}::int[])`
    : Prisma.empty;
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select r."touchpointId", r."brandValueId", r."by", r."on"::text, sum(r."score" * r."n")::float8 / sum(r."n") as score,
      sum(r."n")::int as n
    from brand_rating r
    where r."workspaceId" = ${workspaceId} and r."on" > current_date - 730 ${only}
    group by 1, 2, 3, 4`);
  const byTouchpoint = new Map<number, Row[]>();
  for (const row of rows) {
    const own = byTouchpoint.get(row.touchpointId);
    if (own) own.push(row);
    else byTouchpoint.set(row.touchpointId, [row]);
  }
  return new Map([...byTouchpoint].map(([id, own]) => [id, fitsOf(own)]));
}

function fitsOf(rows: readonly Row[]): BrandFit {
  const values = [...new Set(rows.flatMap(({ brandValueId }) => brandValueId ?? []))];
  const byValue = new Map(
    values.map((value) => {
      const own = rows.filter(({ brandValueId }) => brandValueId === value);
      return [value, { customers: fitOf(own, "customers"), mystery: fitOf(own, "mystery") }] as const;
    }),
  );
  const whole = rows.filter(({ brandValueId }) => brandValueId === null);
  const overall = (by: Rated["by"]): Fit | null =>
    fitOf(whole, by) ?? meanFit([...byValue.values()].flatMap((fit) => fit[by] ?? []));
  return { overall: { customers: overall("customers"), mystery: overall("mystery") }, byValue };
}

/** The same raters rated each value, so they are counted once. */
function meanFit(fits: readonly Fit[]): Fit | null {
  if (fits.length === 0) return null;
  return {
    score: fits.reduce((sum, { score }) => sum + score, 0) / fits.length,
    n: Math.max(...fits.map(({ n }) => n)),
    on:
      fits
        .map(({ on }) => on)
        .sort()
        .at(-1) ?? "",
  };
}
