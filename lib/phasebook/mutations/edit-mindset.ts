import { writeAudit } from "@/lib/audit/mutations";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import type { Names } from "@/lib/fields/form";
import { type FieldTranslations, withTexts } from "@/lib/fields/texts";
import { mindsets, type Question, questions } from "../rules/catalogue";
import type { MindsetState, SaveMindsetInput, UndoMindsetInput } from "../schema/edit";
import { refuseStale, type Undo, undoOf } from "./entries";

const blank: MindsetState = { moves: null, knows: null, hopes: null, needs: null, translations: null };

/**
 * What moves the customer in a phase, in four answers.
 * @throws AppError `notFound` for the phase; `conflict` when somebody else changed it since `version`
 */
export async function saveMindset(scope: Scope, input: SaveMindsetInput): Promise<Undo> {
  const { moves, knows, hopes, needs, phase } = input;
  const held = await hold(scope, phase);
  await refuseStale(scope, held.version === 0 ? null : held, "phasePage", input);
  const state = answered(scope, held, { moves, knows, hopes, needs });
  return change(scope, held, state, held.state ? "change" : "create");
}

/** The four answers of the catalogue, where this phase is one of the usual ones; what was written there goes with it. */
export async function pickMindset(
  scope: Scope,
  { phase, keys }: { phase: string; keys: readonly string[] },
): Promise<Undo> {
  const entry = mindsets.find(({ key }) => keys.includes(key));
  if (!entry) throw notFound();
  const held = await hold(scope, phase);
  const said: Partial<Record<Question, Names>> = {};
  for (const question of questions) said[question] = { de: entry.de[question], en: entry.en[question] };
  return change(scope, held, answered(scope, held, said), "pick");
}

function answered(
  scope: Scope,
  { state }: Held,
  said: Partial<Record<Question, Names | undefined>>,
): MindsetState {
  const { translations, ...texts } = state ?? blank;
  const after = withTexts({ texts, translations }, said, scope.workspaceLocale);
  return { ...after.texts, translations: after.translations };
}

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoMindset(scope: Scope, { before }: UndoMindsetInput): Promise<void> {
  for (const { id, version, state } of before) {
    const held = await hold(scope, id);
    if (held.version !== version) throw new AppError("conflict", "changedMeanwhile");
    await put(scope, held, state ?? blank);
    await writeAudit(scope, "phasePage.undo", id);
  }
}

type Held = { id: string; phaseId: number; version: number; state: MindsetState | null };

/** The page of a phase, locked with the phase; version 0: nobody has written it yet. */
async function hold({ db, workspaceId }: Scope, phase: string): Promise<Held> {
  const [row] = await db.$queryRaw<{ id: number }[]>(Prisma.sql`
    select "id" from phase where "workspaceId" = ${workspaceId} and "key" = ${phase} for no key update`);
  if (!row) throw notFound();
  const page = await db.phasePage.findFirst({ where: { workspaceId, phaseId: row.id } });
  if (!page) return { id: phase, phaseId: row.id, version: 0, state: null };
  const { moves, knows, hopes, needs, version } = page;
  const translations = page.translations as FieldTranslations | null;
  return {
    id: phase,
    phaseId: row.id,
    version,
    state: { moves, knows, hopes, needs, translations },
  };
}

async function change(scope: Scope, held: Held, state: MindsetState, deed: string): Promise<Undo> {
  const version = await put(scope, held, state);
  const changed = changedFields(held.state, state);
  await writeAudit(scope, `phasePage.${deed}`, held.id, { version, changed });
  return undoOf([{ id: held.id, version, state: held.state }]);
}

async function put({ db, workspaceId }: Scope, held: Held, state: MindsetState): Promise<number> {
  const version = held.version + 1;
  const data = { ...state, translations: state.translations ?? Prisma.DbNull, version };
  const { phaseId } = held;
  if (held.version === 0) await db.phasePage.create({ data: { workspaceId, phaseId, ...data } });
  else await db.phasePage.updateMany({ where: { workspaceId, phaseId }, data });
  return version;
}
