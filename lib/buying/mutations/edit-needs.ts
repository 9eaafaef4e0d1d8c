import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { reordered } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { withTexts } from "@/lib/fields/texts";
import {
  giveUpEntry,
  type Held,
  holdForEdit,
  type LastingKind,
  type Saved,
  saveEntry,
  type Undo,
  undoEntries,
} from "@/lib/phasebook/mutations/entries";
import type { EntryNamed, NeedState, SaveNeedInput, SortNeedsInput, UndoNeedsInput } from "../schema/edit";

const blank = { text: null, translations: null, retiredAt: null };

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveNeed(scope: Scope, input: SaveNeedInput): Promise<Undo> {
  const held = await holdForEdit(scope, needs, input);
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
  return saveEntry(scope, needs, held, state);
}

/** It disappears from the page with what we have for it; both come back together. */
export const retireNeed = (scope: Scope, { id }: EntryNamed): Promise<Undo> =>
  giveUpEntry(scope, needs, id, "retire");

export const undoNeeds = (scope: Scope, { before }: UndoNeedsInput): Promise<void> =>
  undoEntries(scope, needs, before);

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

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held<NeedState> | null> {
  const [row] = await db.$queryRaw<Held<NeedState>[]>(Prisma.sql`
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
): Promise<Saved> {
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

const needs: LastingKind<NeedState> = {
  noun: "informationNeed",
  hold,
  put,
  drop: ({ db, workspaceId }, id) =>
    db.informationNeed.deleteMany({ where: { workspaceId, publicId: id, offers: { none: {} } } }),
};
