import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { reworded } from "@/lib/language/spoken-text";
import type { NoteNamed, NoteState, SaveNoteInput, UndoNoteInput } from "../schema/map";
import { beginJourney } from "./begin-journey";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

const undoOf = (id: string, version: number | null, state: NoteState | null): Undo => ({
  before: JSON.stringify({ id, version, state }),
});

/** @throws AppError `conflict` when somebody else changed it since `version` */
export async function saveNote(scope: Scope, input: SaveNoteInput): Promise<Undo> {
  if (input.id) return changeNote(scope, { ...input, id: input.id });
  const { lane, side, phase, text } = input;
  const journey = await beginJourney(scope, input);
  const position = await scope.db.journeyNote.count({
    where: { workspaceId: scope.workspaceId, journeyId: journey.id, lane, side },
  });
  const state = { journey: journey.publicId, phase, lane, side, text, translations: null, position };
  const id = await create(scope, state);
  await writeAudit(scope, "journey.note", journey.publicId);
  return undoOf(id, 1, null);
}

async function changeNote(
  scope: Scope,
  { id, version, anyway, text }: SaveNoteInput & { id: string },
): Promise<Undo> {
  const found = await hold(scope, id);
  if (!found) throw notFound();
  if (!anyway && found.version !== version) throw await stale(scope, id, version ?? 0);
  const now = found.version + 1;
  await put(scope, id, {
    ...found.state,
    ...reworded(found.state, text, scope.locale, scope.workspaceLocale),
  });
  await writeAudit(scope, "journeyNote.change", id, { version: now, changed: {} });
  return undoOf(id, now, found.state);
}

export async function deleteNote(scope: Scope, { id }: NoteNamed): Promise<Undo> {
  const found = await hold(scope, id);
  if (!found) throw notFound();
  await remove(scope, id);
  await writeAudit(scope, "journeyNote.delete", id);
  return undoOf(id, null, found.state);
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoNote(scope: Scope, { before }: UndoNoteInput): Promise<void> {
  const { id, version, state } = before;
  const now = await hold(scope, id);
  if (!now && version !== null) throw notFound();
  if ((now?.version ?? null) !== version) throw new AppError("conflict", "changedMeanwhile");
  if (!state) await remove(scope, id);
  else if (now) await put(scope, id, state);
  else await create(scope, state, id);
  await writeAudit(scope, "journeyNote.undo", id);
}

type Held = { version: number; state: NoteState };

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held | null> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."version", json_build_object('phase', p."key", 'lane', t."lane", 'side', t."side", 'text', t."text",
      'translations', t."translations", 'position', t."position", 'journey', j."publicId") as state
    from journey_note t
    join journey j on j."workspaceId" = t."workspaceId" and j."id" = t."journeyId"
    join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

async function create(scope: Scope, state: NoteState, publicId?: string): Promise<string> {
  const { db, workspaceId } = scope;
  const { journey, phase, translations, ...rest } = state;
  const found = await db.journey.findFirst({
    where: { workspaceId, publicId: journey },
    select: { id: true },
  });
  if (!found) throw notFound();
  const phaseId = (await resolveKeys(scope, "phase", [phase])).get(phase);
  if (phaseId === undefined) throw refuse({ phase: "unknownPhase" });
  const made = await db.journeyNote.create({
    data: {
      workspaceId,
      journeyId: found.id,
      phaseId,
      ...rest,
      translations: translations ?? Prisma.DbNull,
      ...(publicId ? { publicId } : {}),
    },
    select: { publicId: true },
  });
  return made.publicId;
}

async function put({ db, workspaceId }: Scope, id: string, state: NoteState): Promise<void> {
  const { text, translations } = state;
  await db.journeyNote.updateMany({
    where: { workspaceId, publicId: id },
    data: { text, translations: translations ?? Prisma.DbNull, version: { increment: 1 } },
  });
}

async function remove({ db, workspaceId }: Scope, id: string): Promise<void> {
  await db.journeyNote.deleteMany({ where: { workspaceId, publicId: id } });
}

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "journeyNote", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}
