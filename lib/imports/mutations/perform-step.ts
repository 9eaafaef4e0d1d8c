import { setTimeout as sleep } from "node:timers/promises";
import type { Scope } from "@/lib/auth/scope";
import { isDatabaseAway, reportBug } from "@/lib/doors/report-bug";
import { AppError } from "@/lib/errors/app-error";
import { readClock } from "@/lib/workspaces/queries/hold-clock";
import type { WorkspaceForm } from "../rules/plan";
import { writeSaid } from "../rules/said";
import { begin, forget, type Step, type StepOutcome } from "./import-step";

/** How often a step failed in an unexpected way, one after the other. */
const failures = new Map<string, number>();
const maxFailures = 3;

/** Whoever asks for a step gets so much done and can stop in between. */
const turnMs = 5_000;

/**
 * Some steps of an import: each some thousand lines, in one transaction with the note of how far it got. Killed anywhere,
 * it goes on from the last one; of several processes one works and the others wait.
 */
export async function performImportStep(scope: Scope, importId: number): Promise<StepOutcome> {
  const key = `${scope.workspaceId}:${importId}`;
  try {
    const workspace = { ...scope, ...(await readClock(scope)) };
    const outcome = await performSteps(workspace, importId, () => failures.delete(key));
    if (outcome === "done") forget(scope, importId);
    return outcome;
  } catch (error) {
    forget(scope, importId);
    if (error instanceof AppError) {
      await fail(scope, importId, writeSaid(error.reason ?? error.code, error.details.values));
      return "done";
    }
    if (isDatabaseAway(error)) throw error;
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    if (count < maxFailures) {
      await sleep(200 * count);
      return "again";
    }
    failures.delete(key);
    await fail(
      scope,
      importId,
      writeSaid("importFailed", { reference: reportBug(error, `import ${importId}`) }),
    );
    return "done";
  }
}

/**
 * One step after the other, of which two are under way at a time where their lines have nothing to do with each other:
 * while the database stores one, the next is made ready and stored beside it. It commits when the one before has.
 */
async function performSteps(
  scope: Scope & WorkspaceForm,
  importId: number,
  committed: () => void,
): Promise<StepOutcome> {
  const end = performance.now() + turnMs;
  let current: Step = begin(scope, importId, null);
  for (;;) {
    const following = await current.opened;
    const next = following && performance.now() < end ? begin(scope, importId, following) : null;
    const outcome = await current.done.catch(async (error) => {
      // What follows cannot commit without this one; its connection must be free before anybody tries again.
      await next?.done.catch(() => {});
      throw error;
    });
    committed();
    if (!next) return outcome;
    current = next;
  }
}

async function fail(scope: Scope, importId: number, said: string): Promise<void> {
  const where = { workspaceId_id: { workspaceId: scope.workspaceId, id: importId } };
  const failed = await scope.db.import.update({
    where,
    data: { status: "failed", failure: said.slice(0, 1000), finishedAt: new Date() },
  });
  await scope.db.fileChunk.deleteMany({ where: { workspaceId: scope.workspaceId, fileId: failed.fileId } });
}
