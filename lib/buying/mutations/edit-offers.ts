import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { withTexts } from "@/lib/fields/texts";
import {
  type EntryKind,
  type Held,
  holdForEdit,
  type Saved,
  saveEntry,
  type Undo,
  undoOf,
} from "@/lib/phasebook/mutations/entries";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import type { EntryNamed, OfferState, SaveOfferInput, UndoOffersInput } from "../schema/edit";

/** Offers of one need are few; a new one goes to the end. */
const atTheEnd = 1_000_000;

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveOffer(scope: Scope, input: SaveOfferInput): Promise<Undo> {
  const held = await holdForEdit(scope, offers, input);
  const { texts, translations } = withTexts(
    { texts: { name: held?.state.name ?? null }, translations: held?.state.translations ?? null },
    { name: input.name },
    scope.workspaceLocale,
  );
  if (!texts.name) throw refuse({ [`name.${scope.workspaceLocale}`]: "fillIn" });
  const { need, kind, touchpoint = null, department = null } = input;
  const state: OfferState = {
    ...{ need, kind, name: texts.name, translations, touchpoint, department },
    address: orNull(input.address),
    position: held?.state.position ?? atTheEnd,
  };
  return saveEntry(scope, offers, held, state);
}

/** Nothing else points to an offer: it is deleted, and an undo makes it again under its id. */
export async function deleteOffer(scope: Scope, { id }: EntryNamed): Promise<Undo> {
  const held = await hold(scope, id);
  if (!held) throw notFound();
  await scope.db.informationOffer.deleteMany({ where: { workspaceId: scope.workspaceId, publicId: id } });
  await writeAudit(scope, "informationOffer.delete", id, { name: held.state.name });
  return undoOf([{ id, version: 0, state: held.state }]);
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoOffers(scope: Scope, { before }: UndoOffersInput): Promise<void> {
  const { db, workspaceId } = scope;
  for (const { id, version, state } of before) {
    const held = await hold(scope, id);
    const isAsLeft = (held?.version ?? 0) === version;
    if (!held && !state) throw notFound();
    if (!isAsLeft) throw new AppError("conflict", "changedMeanwhile");
    if (!state) await db.informationOffer.deleteMany({ where: { workspaceId, publicId: id } });
    else if (held) await change(scope, id, state);
    else await create(scope, id, state);
    await writeAudit(scope, "informationOffer.undo", id);
  }
}

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held<OfferState> | null> {
  const [row] = await db.$queryRaw<Held<OfferState>[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('need', n."publicId", 'kind', t."kind",
      'name', t."name", 'address', t."address", 'translations', t."translations", 'position', t."position",
      'touchpoint', (select x."key" from touchpoint x where x."workspaceId" = t."workspaceId" and x."id" = t."touchpointId"),
      'department', (select d."key" from department d where d."workspaceId" = t."workspaceId" and d."id" = t."departmentId")
      ) as state
    from information_offer t join information_need n on n."workspaceId" = t."workspaceId" and n."id" = t."needId"
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

async function dataOf(
  scope: Scope,
  { need, touchpoint, department, translations, position, ...state }: OfferState,
) {
  const { db, workspaceId } = scope;
  const under = await db.informationNeed.findFirst({
    where: { workspaceId, publicId: need },
    select: { id: true, _count: { select: { offers: true } } },
  });
  if (!under) throw refuse({ need: "unknownInformationNeed" });
  const lookup = new Lookup();
  const place = lookup.find(
    await resolveTouchpoints(scope, [touchpoint]),
    touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const departmentId = lookup.find(
    await resolveKeys(scope, "department", [department]),
    department,
    "department",
    "unknownDepartment",
  );
  const refusal = lookup.refusal();
  if (refusal) throw refusal;
  return {
    ...state,
    needId: under.id,
    touchpointId: place?.id ?? null,
    departmentId: departmentId ?? null,
    translations: translations ?? Prisma.DbNull,
    position: Math.min(position, under._count.offers),
  };
}

async function create(scope: Scope, id: string | null, state: OfferState): Promise<Saved> {
  const data = await dataOf(scope, state);
  const made = await scope.db.informationOffer.create({
    data: { workspaceId: scope.workspaceId, ...(id ? { publicId: id } : {}), ...data },
  });
  return { id: made.publicId, version: made.version };
}

async function change(scope: Scope, id: string, state: OfferState): Promise<Saved> {
  const data = await dataOf(scope, state);
  const [row] = await scope.db.informationOffer.updateManyAndReturn({
    where: { workspaceId: scope.workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}

const offers: EntryKind<OfferState> = {
  noun: "informationOffer",
  hold,
  put: (scope, id, state) => (id === null ? create(scope, null, state) : change(scope, id, state)),
};
