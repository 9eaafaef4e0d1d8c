import type { Scope } from "@/lib/auth/scope";
import type { Slice } from "@/lib/feedback/queries/slice";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { rating } from "@/lib/metrics/rating";
import { addTallies } from "@/lib/metrics/tally";
import { SUPPRESSED_BELOW } from "@/lib/metrics/thin-data";

/** How much a touchpoint matters as people say it, 1–5; `n` answers, or null where it was set by hand. */
export type StatedImportance = { value: number; n: number | null };

/** What customers answered within the slice counts; without answers, what is written down for all customers. */
export async function readStatedImportance(
  scope: Scope,
  touchpointIds: readonly number[],
  { period, customerCondition }: Slice,
): Promise<Map<number, StatedImportance>> {
  if (touchpointIds.length === 0) return new Map();
  const written = await scope.db.expectation.findMany({
    where: {
      workspaceId: scope.workspaceId,
      segmentId: null,
      touchpointId: { in: [...touchpointIds] },
      importance: { not: null },
      ...(period ? { validFrom: { lt: new Date(period.to) } } : {}),
    },
    select: { touchpointId: true, importance: true },
    orderBy: [{ validFrom: "asc" }, { id: "asc" }],
    take: 5_000,
  });
  const stated = new Map(
    written.map(({ touchpointId, importance }): [number, StatedImportance] => [
      touchpointId ?? 0,
      { value: Number(importance), n: null },
    ]),
  );
  const slice: Slice = { period, dimension: "importance", touchpointIds: [...touchpointIds] };
  const tallies = await tallyScores(scope, customerCondition ? { ...slice, customerCondition } : slice, {
    groupBy: "touchpoint",
  });
  for (const id of touchpointIds) {
    const answers = tallies.filter(({ group, scale }) => group === String(id) && scale === "1-5");
    const measured = rating(addTallies(...answers.map(({ tally }) => tally)), "1-5");
    if (measured.value !== null && measured.n >= SUPPRESSED_BELOW)
      stated.set(id, { value: measured.value, n: measured.n });
  }
  return stated;
}
