import { writeAudit } from "@/lib/audit/mutations";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { recordSoon } from "@/lib/segments/mutations/record-memberships";
import type { EntryRuleState, SaveEntryRuleInput, UndoEntryRuleInput } from "../schema/edit";
import { type Held, refuseStale, type Undo, undoOf } from "./entries";

/**
 * By which segment customers enter a phase by themselves. Who has entered it is looked at soon.
 * @throws AppError `invalid` for a segment or phase that is gone or retired; `conflict` for the second of two editors
 */
export async function saveEntryRule(scope: Scope, input: SaveEntryRuleInput): Promise<Undo> {
  const held = await hold(scope, input.phase);
  if (held.isRetired) throw new AppError("conflict", "phaseRetired");
  await refuseStale(scope, held, "phase", input);
  return change(scope, held, { segment: input.segment ?? null }, "change");
}

/** Whoever has entered the phase meanwhile stays in it: that is a dated fact. @throws AppError `conflict` */
export async function undoEntryRule(scope: Scope, { before }: UndoEntryRuleInput): Promise<void> {
  for (const { id, version, state } of before) {
    const held = await hold(scope, id);
    if (held.version !== version) throw new AppError("conflict", "changedMeanwhile");
    await change(scope, held, state ?? { segment: null }, "undo");
  }
}

type HeldPhase = Held<EntryRuleState> & { isRetired: boolean };

async function hold({ db, workspaceId }: Scope, phase: string): Promise<HeldPhase> {
  const row = await db.phase.findFirst({
    where: { workspaceId, key: phase },
    select: { version: true, retiredAt: true, entrySegment: { select: { key: true } } },
  });
  if (!row) throw notFound();
  const { version, retiredAt, entrySegment } = row;
  return { id: phase, version, state: { segment: entrySegment?.key ?? null }, isRetired: retiredAt !== null };
}

async function change(scope: Scope, held: HeldPhase, state: EntryRuleState, deed: string): Promise<Undo> {
  const { db, workspaceId } = scope;
  const { count } = await db.phase.updateMany({
    where: { workspaceId, key: held.id, version: held.version },
    data: { entrySegmentId: await segmentOf(scope, state), version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("conflict", "changedMeanwhile");
  const version = held.version + 1;
  await writeAudit(scope, `phase.${deed}`, held.id, { version, changed: changedFields(held.state, state) });
  await recordSoon(scope);
  return undoOf([{ id: held.id, version, state: held.state }]);
}

async function segmentOf({ db, workspaceId }: Scope, { segment }: EntryRuleState): Promise<number | null> {
  if (segment === null) return null;
  const row = await db.segment.findFirst({
    where: { workspaceId, key: segment },
    select: { id: true, retiredAt: true },
  });
  if (!row) throw refuse({ segment: "unknownSegment" });
  if (row.retiredAt) throw refuse({ segment: "retiredPlace" });
  return row.id;
}
