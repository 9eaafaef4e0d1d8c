import { type Admission, type Scope, withScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { isDatabaseAway } from "./report-bug";

type Waiting<Input, Result> = {
  admission: Admission;
  input: Input;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/** What one sender has under way, and what has arrived meanwhile. */
type Line<Input, Result> = { batches: number; began: number; waiting: Waiting<Input, Result>[] };

const mostInBatch = 200;
/** A record that has to wait for somebody else's lock does not hold up all others of its sender: after a while they pass. */
const patienceMs = 250;
const mostBatches = 4;

/**
 * Records that arrive one by one, written together: while one transaction commits, whatever the same sender sends is
 * gathered for the next, and nobody waits for a clock. Each is answered after its commit, with its own outcome; if one of
 * them breaks the batch, all are done again one by one, so that it breaks nothing but itself.
 * @param run one outcome for each, in their order; what it refuses must leave nothing behind
 */
export function inBatches<Input, Result>(
  run: (scope: Scope, inputs: readonly Input[]) => Promise<(Result | AppError)[]>,
): (admission: Admission, input: Input) => Promise<Result> {
  const lines = new Map<string, Line<Input, Result>>();

  async function work(name: string, line: Line<Input, Result>): Promise<void> {
    line.batches++;
    for (let batch = line.waiting.splice(0, mostInBatch); batch.length > 0; ) {
      line.began = performance.now();
      await perform(batch);
      batch = line.waiting.splice(0, mostInBatch);
    }
    line.batches--;
    if (line.batches === 0) lines.delete(name);
  }

  async function perform(batch: readonly Waiting<Input, Result>[]): Promise<void> {
    const latest = batch.at(-1);
    if (!latest) return;
    try {
      const results = await withScope(latest.admission, (scope) =>
        run(
          scope,
          batch.map(({ input }) => input),
        ),
      );
      for (const [i, { resolve, reject }] of batch.entries()) {
        const result = results[i];
        if (result === undefined) reject(new Error("Fewer outcomes than records."));
        else if (result instanceof AppError) reject(result);
        else resolve(result);
      }
    } catch (error) {
      // Whether a connection that was lost had committed, nobody knows: the senders ask again.
      if (batch.length === 1 || isDatabaseAway(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await perform([one]);
    }
  }

  return (admission, input) =>
    new Promise((resolve, reject) => {
      const name = `${admission.workspaceId} ${admission.actor.kind} ${admission.actor.id}`;
      const line = lines.get(name) ?? { batches: 0, began: 0, waiting: [] };
      lines.set(name, line);
      line.waiting.push({ admission, input, resolve, reject });
      const isHeldUp = performance.now() - line.began > patienceMs;
      if (line.batches === 0 || (isHeldUp && line.batches < mostBatches)) void work(name, line);
    });
}
