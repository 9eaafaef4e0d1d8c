import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors/app-error";
import { segmentsNamed } from "../rules/walk";
import { readSegments } from "./read-names";

/** What speaks of a segment, by kind and number; a segment is retired and never deleted. */
export type SegmentUsage = { uses: { kind: string; count: number }[]; canDelete: false };

/** "What uses this?", before it is retired. @throws AppError `notFound` */
export async function listSegmentUses(scope: Scope, { id }: { id: string }): Promise<SegmentUsage> {
  const segments = await readSegments(scope);
  const segment = segments.find(({ publicId }) => publicId === id);
  if (!segment) throw notFound();
  const { workspaceId } = scope;
  const where = { workspaceId, segmentId: segment.id };
  const asking = segments.filter(
    ({ rule, retired }) => !retired && rule !== null && segmentsNamed(rule).includes(segment.key),
  );
  const views = await scope.db.savedView.findMany({
    where: { workspaceId, query: { contains: "segment=" } },
    select: { query: true },
    take: 5_000,
  });
  const counts: [string, number][] = [
    ["segments", asking.length],
    [
      "savedViews",
      views.filter(({ query }) => new URLSearchParams(query).getAll("segment").includes(segment.key)).length,
    ],
    ["markers", await scope.db.marker.count({ where })],
    ["expectations", await scope.db.expectation.count({ where })],
    ["phases", await scope.db.phase.count({ where: { workspaceId, entrySegmentId: segment.id } })],
    ["promises", await scope.db.promise.count({ where: { ...where, retiredAt: null } })],
    ["personas", await scope.db.persona.count({ where: { ...where, retiredAt: null } })],
    ["measures", await scope.db.measure.count({ where: { ...where, retiredAt: null } })],
    ["plannedContacts", await scope.db.plannedContact.count({ where: { ...where, state: "planned" } })],
  ];
  return {
    uses: counts.filter(([, count]) => count > 0).map(([kind, count]) => ({ kind, count })),
    canDelete: false,
  };
}
