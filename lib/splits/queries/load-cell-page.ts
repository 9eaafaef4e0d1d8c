import type { Scope } from "@/lib/auth/scope";
import { type GapCellData, loadGapCell } from "@/lib/expectations/queries/load-gap-cell";
import type { GapCellInput } from "@/lib/expectations/schema";
import { readSpreadAt, type SpreadAt } from "./read-spreads";

/** A segment as its split needs it. */
export type SplitSegment = { id: string; version: number; name: string };

export type GapCellPage = GapCellData & {
  /** Null for all customers: they are many groups already. */
  wishes: { segment: SplitSegment; at: SpreadAt } | null;
};

/** One touchpoint through the eyes of one segment, and whether its members want the same. */
export async function loadGapCellPage(scope: Scope, input: GapCellInput): Promise<GapCellPage> {
  const data = await loadGapCell(scope, input);
  return { ...data, wishes: await wishesOf(scope, data) };
}

async function wishesOf(scope: Scope, { segment, row, touchpoint, list }: GapCellData) {
  // Who is in a segment whose rule cannot be told is not known, and so neither what they want.
  if (!segment || !row || !list.segments.some(({ id }) => id === segment.id)) return null;
  const { db, workspaceId } = scope;
  const found = await db.segment.findFirstOrThrow({
    where: { workspaceId, id: segment.id },
    select: { publicId: true, version: true },
  });
  return {
    segment: { id: found.publicId, version: found.version, name: segment.name },
    at: await readSpreadAt(scope, {
      segment: segment.key,
      touchpointId: touchpoint.id,
      scale: row.question.scale,
    }),
  };
}
