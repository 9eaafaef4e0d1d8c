import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { withTexts } from "@/lib/fields/texts";
import { resolveSegments } from "@/lib/segments/queries";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import type { PromiseNamed, PromiseState, SavePromiseInput, UndoPromiseInput } from "../schema";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

const undoOf = (id: string, version: number | null, state: PromiseState | null): Undo => ({
  before: JSON.stringify({ id, version, state }),
});

/** @throws AppError `conflict` when somebody else changed it since `version` */
export async function savePromise(scope: Scope, input: SavePromiseInput): Promise<Undo> {
  const { id, version, anyway } = input;
  const found = id ? await hold(scope, id) : null;
  if (id && !found) throw notFound();
  if (found && !anyway && found.version !== version) throw await stale(scope, found.id, version ?? 0);
  const before = found?.state ?? { text: null, saidWhere: null, howMuch: null, translations: null };
  const { texts, translations } = withTexts(
    {
      texts: { text: before.text, saidWhere: before.saidWhere, howMuch: before.howMuch },
      translations: before.translations,
    },
    { text: input.text, saidWhere: input.saidWhere, howMuch: input.howMuch },
    scope.workspaceLocale,
  );
  const { text, saidWhere, howMuch } = texts;
  if (!text) throw refuse({ [`text.${scope.workspaceLocale}`]: "fillIn" });
  const state: PromiseState = {
    ...{ text, saidWhere, howMuch, translations },
    touchpoint: input.touchpoint,
    segment: input.segment ?? null,
    retired: found?.state.retired ?? false,
  };
  const saved = await put(scope, found?.id ?? null, state);
  const changed = changedFields(found?.state ?? null, state);
  await writeAudit(scope, `promise.${found ? "change" : "create"}`, saved.id, {
    version: saved.version,
    changed,
  });
  return undoOf(saved.id, saved.version, found?.state ?? null);
}

/** Nobody gives this promise any more. What was counted stays, and it can come back. */
export const retirePromise = (scope: Scope, input: PromiseNamed): Promise<Undo> =>
  setRetired(scope, input, true);

export const restorePromise = (scope: Scope, input: PromiseNamed): Promise<Undo> =>
  setRetired(scope, input, false);

async function setRetired(scope: Scope, { id }: PromiseNamed, retired: boolean): Promise<Undo> {
  const found = await hold(scope, id);
  if (!found) throw notFound();
  const saved = await put(scope, id, { ...found.state, retired });
  await writeAudit(scope, `promise.${retired ? "retire" : "restore"}`, id, { version: saved.version });
  return undoOf(id, saved.version, found.state);
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoPromise(scope: Scope, { before }: UndoPromiseInput): Promise<void> {
  const { id, version, state } = before;
  const now = await hold(scope, id);
  if (!now) throw notFound();
  if (now.version !== version) throw new AppError("conflict", "changedMeanwhile");
  if (state) await put(scope, id, state);
  else await remove(scope, id);
  await writeAudit(scope, "promise.undo", id);
}

/** One that was made by mistake goes again, unless somebody has counted it meanwhile. */
async function remove({ db, workspaceId }: Scope, id: string): Promise<void> {
  const counted = await db.promiseCount.count({ where: { workspaceId, promise: { publicId: id } } });
  if (counted > 0) throw new AppError("conflict", "changedMeanwhile");
  await db.promise.deleteMany({ where: { workspaceId, publicId: id } });
}

type Held = { id: string; version: number; state: PromiseState };

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held | null> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('text', t."text", 'translations', t."translations",
      'saidWhere', t."saidWhere", 'howMuch', t."howMuch", 'retired', t."retiredAt" is not null,
      'touchpoint', (select x."key" from touchpoint x where x."workspaceId" = t."workspaceId" and x."id" = t."touchpointId"),
      'segment', (select x."key" from segment x where x."workspaceId" = t."workspaceId" and x."id" = t."segmentId")) as state
    from promise t where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

async function put(
  scope: Scope,
  id: string | null,
  state: PromiseState,
): Promise<{ id: string; version: number }> {
  const { db, workspaceId } = scope;
  const lookup = new Lookup();
  const touchpoints = await resolveTouchpoints(scope, [state.touchpoint]);
  const touchpoint = lookup.find(touchpoints, state.touchpoint, "touchpoint", "unknownTouchpoint");
  const segments = await resolveSegments(scope, [state.segment]);
  const segment = lookup.find(segments, state.segment, "segment", "unknownSegment");
  const refusal = lookup.refusal();
  if (refusal || !touchpoint) throw refusal ?? refuse({ touchpoint: "fillIn" });
  const data = {
    text: state.text,
    translations: state.translations ?? Prisma.DbNull,
    saidWhere: state.saidWhere,
    howMuch: state.howMuch,
    touchpointId: touchpoint.id,
    segmentId: segment ?? null,
    retiredAt: state.retired ? new Date() : null,
  };
  if (id === null) {
    const made = await db.promise.create({ data: { workspaceId, ...data } });
    return { id: made.publicId, version: made.version };
  }
  const [row] = await db.promise.updateManyAndReturn({
    where: { workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "promise", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}
