import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { renamedIn } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import type { Locale } from "@/lib/language/locale";
import { resolveSegments } from "@/lib/segments/queries";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import type { MarkerNamed, MarkerState, SaveMarkerInput, UndoMarkerInput } from "../schema/admin";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

const undoOf = (id: string, version: number | null, state: MarkerState | null): Undo => ({
  before: JSON.stringify({ id, version, state }),
});

/** @throws AppError `conflict` when somebody else changed it since `version` */
export async function saveMarker(scope: Scope, input: SaveMarkerInput): Promise<Undo> {
  const { id, version, anyway, titles, on } = input;
  const title = titles[scope.workspaceLocale as Locale];
  if (!title) throw refuse({ [`titles.${scope.workspaceLocale}`]: "fillIn" });
  const found = id ? await hold(scope, id) : null;
  if (id && !found) throw notFound();
  if (found && !anyway && found.version !== version) throw await stale(scope, found.id, version ?? 0);
  const before = { name: found?.state.title ?? title, translations: found?.state.translations ?? null };
  const { name, translations } = renamedIn(before, titles, scope.workspaceLocale);
  const { touchpoint = null, phase = null, segment = null } = input;
  const state: MarkerState = { on, title: name, translations, touchpoint, phase, segment };
  const saved = await put(scope, found?.id ?? null, state);
  const changed = changedFields(found?.state ?? null, state);
  await writeAudit(scope, `marker.${found ? "change" : "create"}`, saved.id, {
    version: saved.version,
    changed,
  });
  return undoOf(saved.id, saved.version, found?.state ?? null);
}

export async function deleteMarker(scope: Scope, { id }: MarkerNamed): Promise<Undo> {
  const found = await hold(scope, id);
  if (!found) throw notFound();
  await remove(scope, id);
  await writeAudit(scope, "marker.delete", id, { title: found.state.title, on: found.state.on });
  return undoOf(id, null, found.state);
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoMarker(scope: Scope, { before }: UndoMarkerInput): Promise<void> {
  const { id, version, state } = before;
  const now = await hold(scope, id);
  if (!now && version !== null) throw notFound();
  if ((now?.version ?? null) !== version) throw new AppError("conflict", "changedMeanwhile");
  if (state) await put(scope, now?.id ?? null, state);
  else await remove(scope, id);
  await writeAudit(scope, "marker.undo", id);
}

type Held = { id: string; version: number; state: MarkerState };

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held | null> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('on', t."on", 'title', t."title",
      'translations', t."translations",
      'touchpoint', (select x."key" from touchpoint x where x."workspaceId" = t."workspaceId" and x."id" = t."touchpointId"),
      'phase', (select x."key" from phase x where x."workspaceId" = t."workspaceId" and x."id" = t."phaseId"),
      'segment', (select x."key" from segment x where x."workspaceId" = t."workspaceId" and x."id" = t."segmentId")) as state
    from marker t where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

async function put(
  scope: Scope,
  id: string | null,
  state: MarkerState,
): Promise<{ id: string; version: number }> {
  const { db, workspaceId } = scope;
  const lookup = new Lookup();
  const touchpoint = lookup.find(
    await resolveTouchpoints(scope, [state.touchpoint]),
    state.touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const phase = lookup.find(
    await resolveKeys(scope, "phase", [state.phase]),
    state.phase,
    "phase",
    "unknownPhase",
  );
  const segment = lookup.find(
    await resolveSegments(scope, [state.segment]),
    state.segment,
    "segment",
    "unknownSegment",
  );
  const refusal = lookup.refusal();
  if (refusal) throw refusal;
  const data = {
    on: new Date(state.on),
    title: state.title,
    translations: state.translations ?? Prisma.DbNull,
    touchpointId: touchpoint?.id ?? null,
    phaseId: phase ?? null,
    segmentId: segment ?? null,
  };
  if (id === null) {
    const made = await db.marker.create({ data: { workspaceId, ...data } });
    return { id: made.publicId, version: made.version };
  }
  const [row] = await db.marker.updateManyAndReturn({
    where: { workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}

async function remove({ db, workspaceId }: Scope, id: string): Promise<void> {
  await db.marker.deleteMany({ where: { workspaceId, publicId: id } });
}

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "marker", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}
