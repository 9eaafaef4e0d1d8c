import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { localDay } from "@/lib/period/local-day";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import {
  allValues,
  type RateBrandInput,
  type RatingState,
  type RatingsNamed,
  ratingState,
  type UndoRatingsInput,
} from "../schema";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

const undoOf = (written: string[], deleted: RatingState[]): Undo => ({
  before: JSON.stringify({ written, deleted }),
});

/**
 * Notes how well a touchpoint fits the brand: by customers (a mean and how many) or by a visit (one).
 * @throws AppError `invalid` for an unknown place, a day to come, no rating at all, or customers without a number
 */
export async function rateBrand(scope: Scope, input: RateBrandInput): Promise<Undo> {
  const { by, on, note } = input;
  const said = Object.entries(input.scores).flatMap(([value, score]) =>
    typeof score === "number" ? [{ value: value === allValues ? null : value, score }] : [],
  );
  if (said.length === 0) throw refuse({ [`scores.${allValues}`]: "rateSomething" });
  if (on > localDay(new Date(), scope.timeZone)) throw refuse({ on: "notInFuture" });
  if (by === "customers" && !input.n) throw refuse({ n: "fillIn" });
  const n = by === "customers" ? (input.n ?? 1) : 1;
  const ids = await insert(
    scope,
    said.map((one) => ({
      ...one,
      id: crypto.randomUUID(),
      touchpoint: input.touchpoint,
      on,
      by,
      n,
      note: note || null,
      translations: null,
    })),
  );
  await writeAudit(scope, "brandRating.create", input.touchpoint, { by, on, ratings: said.length });
  return undoOf(ids, []);
}

/** @throws AppError `notFound` where one of them is gone already */
export async function deleteRatings(scope: Scope, { ids }: RatingsNamed): Promise<Undo> {
  const deleted = await remove(scope, ids);
  if (deleted.length < ids.length) throw notFound();
  await writeAudit(scope, "brandRating.delete", deleted[0]?.touchpoint, { ratings: deleted.length });
  return undoOf([], deleted);
}

/** @throws AppError `notFound` when what is to be taken back is gone already, `conflict` when it is there again */
export async function undoRatings(scope: Scope, { before }: UndoRatingsInput): Promise<void> {
  const gone = await remove(scope, before.written);
  if (gone.length < before.written.length) throw notFound();
  await insert(scope, before.deleted);
  await writeAudit(scope, "brandRating.undo", (gone[0] ?? before.deleted[0])?.touchpoint);
}

async function insert(scope: Scope, ratings: readonly RatingState[]): Promise<string[]> {
  const { db, workspaceId } = scope;
  if (ratings.length === 0) return [];
  const touchpoints = await resolveTouchpoints(
    scope,
    ratings.map(({ touchpoint }) => touchpoint),
  );
  const values = await db.brandValue.findMany({
    where: { workspaceId, key: { in: ratings.flatMap(({ value }) => value ?? []) } },
    select: { id: true, key: true },
  });
  const valueId = new Map(values.map(({ id, key }) => [key, id]));
  const data = ratings.map(({ id, touchpoint, value, on, translations, ...rating }) => {
    const place = touchpoints.get(touchpoint);
    if (!place)
      throw new AppError("invalid", undefined, {
        fields: { touchpoint: "unknownTouchpoint" },
        values: { name: touchpoint },
      });
    const brandValueId = value === null ? null : valueId.get(value);
    if (brandValueId === undefined) throw refuse({ [`scores.${value}`]: "unknownBrandValue" });
    return {
      ...rating,
      workspaceId,
      publicId: id,
      touchpointId: place.id,
      brandValueId,
      on: new Date(on),
      translations: translations ?? Prisma.DbNull,
    };
  });
  try {
    await db.brandRating.createMany({ data });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new AppError("conflict", "changedMeanwhile");
    throw error;
  }
  return ratings.map(({ id }) => id);
}

async function remove({ db, workspaceId }: Scope, ids: readonly string[]): Promise<RatingState[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    delete from brand_rating r where r."workspaceId" = ${workspaceId} and r."publicId" = any(${[...ids]}::uuid[])
    returning r."publicId"::text as id, r."on"::text, r."by", r."score"::float8 as score, r."n", r."note", r."translations",
      (select t."key" from touchpoint t where t."workspaceId" = r."workspaceId" and t."id" = r."touchpointId") as touchpoint,
      (select v."key" from brand_value v where v."workspaceId" = r."workspaceId" and v."id" = r."brandValueId") as value`);
  return rows.map((row) => ratingState.parse(row));
}
