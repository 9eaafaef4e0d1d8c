import { writeAudit } from "@/lib/audit/mutations";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { reordered } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { refuseStale, type Undo, undoOf } from "@/lib/phasebook/mutations/undoing";
import { withTexts } from "@/lib/phasebook/rules/texts";
import type { EntryNamed, NeedState, SaveNeedInput, SortNeedsInput, UndoNeedsInput } from "../schema/edit";

const blank = { text: null, translations: null, retiredAt: null };

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveNeed(scope: Scope, input: SaveNeedInput): Promise<Undo> {
  const held = input.id ? await hold(scope, input.id) : null;
  if (input.id && !held) throw notFound();
  await refuseStale(scope, held, "informationNeed", input);
  const before = held?.state ?? blank;
  const { texts, translations } = withTexts(
    { texts: { text: before.text }, translations: before.translations },
    { text: input.text },
    scope.workspaceLocale,
  );
  if (!texts.text) throw refuse({ [`text.${scope.workspaceLocale}`]: "fillIn" });
  const state: NeedState = {
    ...{ phase: input.phase, text: texts.text, translations },
    retiredAt: before.retiredAt,
  };
  const saved = await put(scope, held?.id ?? null, state);
  const changed = changedFields(held?.state ?? null, state);
  await writeAudit(scope, `informationNeed.${held ? "change" : "create"}`, saved.id, {
    version: saved.version,
    changed,
  });
  return undoOf([{ ...saved, state: held?.state ?? null }]);
}

/** It disappears from the page with what we have for it; both come back together. */
export async function retireNeed(scope: Scope, { id }: EntryNamed): Promise<Undo> {
  const held = await hold(scope, id);
  if (!held) throw notFound();
  const saved = await put(scope, id, { ...held.state, retiredAt: new Date().toISOString() });
  await writeAudit(scope, "informationNeed.retire", id, { text: held.state.text });
  return undoOf([{ ...saved, state: held.state }]);
}

/** @throws AppError `conflict` when somebody has changed it since, or put something under it */
export async function undoNeeds(scope: Scope, { before }: UndoNeedsInput): Promise<void> {
  const { db, workspaceId } = scope;
  for (const { id, version, state } of before) {
    const held = await hold(scope, id);
    if (!held) throw notFound();
    if (held.version !== version) throw new AppError("conflict", "changedMeanwhile");
    if (state) await put(scope, id, state);
    else {
      const where = { workspaceId, publicId: id, offers: { none: {} } };
      if ((await db.informationNeed.deleteMany({ where })).count === 0)
        throw new AppError("conflict", "usedMeanwhile");
    }
    await writeAudit(scope, "informationNeed.undo", id);
  }
}

/** An order is nobody's content: it does not count as a change. @returns the order before, for the way back */
export async function sortNeeds(
  scope: Scope,
  { phase, order }: SortNeedsInput,
): Promise<{ phase: string; order: string }> {
  const { db, workspaceId } = scope;
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select t."publicId"::text as id from information_need t
    join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and p."key" = ${phase} and t."retiredAt" is null
    order by t."position", t."id" for no key update of t`);
  if (rows.length === 0) throw notFound();
  const all = rows.map(({ id }) => id);
  await db.$executeRaw(Prisma.sql`
    update information_need t set "position" = o.place::int
    from unnest(${reordered(all, order)}::uuid[]) with ordinality as o(id, place)
    where t."workspaceId" = ${workspaceId} and t."publicId" = o.id and t."position" <> o.place`);
  await writeAudit(scope, "informationNeed.sort", phase);
  return { phase, order: JSON.stringify(all) };
}

type Held = { id: string; version: number; state: NeedState };

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held | null> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('phase', p."key", 'text', t."text",
      'translations', t."translations",
      'retiredAt', to_char(t."retiredAt" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as state
    from information_need t join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

async function put(
  scope: Scope,
  id: string | null,
  { phase, translations, retiredAt, text }: NeedState,
): Promise<{ id: string; version: number }> {
  const { db, workspaceId } = scope;
  const phaseId = (await resolveKeys(scope, "phase", [phase])).get(phase);
  if (phaseId === undefined) throw refuse({ phase: "unknownPhase" });
  const data = {
    text,
    phaseId,
    translations: translations ?? Prisma.DbNull,
    retiredAt: retiredAt === null ? null : new Date(retiredAt),
  };
  if (id === null) {
    const last = await db.informationNeed.aggregate({
      where: { workspaceId, phaseId },
      _max: { position: true },
    });
    const position = (last._max.position ?? -1) + 1;
    const made = await db.informationNeed.create({ data: { workspaceId, ...data, position } });
    return { id: made.publicId, version: made.version };
  }
  const [row] = await db.informationNeed.updateManyAndReturn({
    where: { workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}
