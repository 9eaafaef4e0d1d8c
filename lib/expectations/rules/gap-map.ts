import type { GapsPageInput } from "../schema";
import type { GapRow, GapSegment } from "./gap-row";
import { type PooledGap, pooledGap, pooledGaps } from "./rank-gaps";

/** A segment, or all customers (id and key null). */
export type MapGroup = { id: number | null; key: string | null; name: string | null };
export type MapPlace = { id: number; key: string; name: string };

export type MapCell = Pick<PooledGap, "gap" | "verdict" | "n" | "thin" | "missed" | "judged"> & {
  /** The only row behind a touchpoint's cell; null where touchpoints are put together, or where none is. */
  row: GapRow | null;
  /** Too few have answered for whoever is looking. */
  isWithheld?: boolean;
};

/** Groups by sub-phase; or, where the filter looks into one sub-phase or at touchpoints, touchpoints by group. */
export type GapMapFigures = {
  of: "phases" | "touchpoints";
  /** The sub-phase that is looked into. */
  phase: string | null;
  places: MapPlace[];
  groups: MapGroup[];
  /** One list for each place, in the order of the groups. */
  cells: MapCell[][];
};

type Mapped = {
  list: { rows: readonly GapRow[]; segments: readonly GapSegment[]; tolerance: number; fewBelow: number };
  places: {
    phases: readonly (MapPlace & { parentId: number | null })[];
    touchpoints: readonly (MapPlace & { phaseId: number | null })[];
  };
};

/** What the map of expectations shows, before any word or address. */
export function gapMap(
  { list, places }: Mapped,
  { phase: phases, touchpoint }: Pick<GapsPageInput, "phase" | "touchpoint">,
): GapMapFigures {
  const groups: MapGroup[] = [
    ...list.segments.map(({ id, key, name }) => ({ id, key, name })),
    { id: null, key: null, name: null },
  ];
  const phase = lookedInto(places.phases, phases ?? []);
  if (phase || touchpoint) {
    const rows = new Map(list.rows.map((row) => [`${row.touchpointId} ${row.segmentId}`, row]));
    const here = new Set(list.rows.map(({ touchpointId }) => touchpointId));
    const shown = places.touchpoints.filter(({ id }) => here.has(id));
    return {
      of: "touchpoints",
      phase: phase?.name ?? null,
      places: shown.map(bare),
      groups,
      cells: shown.map(({ id }) => groups.map((group) => touchpointCell(rows.get(`${id} ${group.id}`)))),
    };
  }
  const phaseOf = new Map(places.touchpoints.map(({ id, phaseId }) => [id, phaseId]));
  const inPhase = new Map<string, GapRow[]>();
  for (const row of list.rows) {
    const key = `${phaseOf.get(row.touchpointId)} ${row.segmentId}`;
    const known = inPhase.get(key);
    if (known) known.push(row);
    else inPhase.set(key, [row]);
  }
  const filled = new Set(list.rows.map(({ touchpointId }) => phaseOf.get(touchpointId)));
  const shown = places.phases.filter(({ id }) => filled.has(id));
  const pooled = pooledTogether(shown, groups, inPhase, list);
  return { of: "phases", phase: null, places: shown.map(bare), groups, cells: pooled };
}

const bare = ({ id, key, name }: MapPlace): MapPlace => ({ id, key, name });

/** Only a sub-phase has touchpoints of its own. */
function lookedInto(phases: Mapped["places"]["phases"], asked: readonly string[]) {
  const found = asked.length === 1 ? phases.find(({ key }) => key === asked[0]) : undefined;
  return found && !phases.some(({ parentId }) => parentId === found.id) ? found : null;
}

/** Every cell of the map, judged as the list that it is: segments among segments, all customers among themselves. */
function pooledTogether(
  phases: readonly MapPlace[],
  groups: readonly MapGroup[],
  inPhase: ReadonlyMap<string, GapRow[]>,
  list: Mapped["list"],
): MapCell[][] {
  const rowsIn = (phase: MapPlace, group: MapGroup) => inPhase.get(`${phase.id} ${group.id}`) ?? [];
  const segments = groups.filter(({ id }) => id !== null);
  const ofSegments = pooledGaps(
    phases.flatMap((phase) => segments.map((group) => rowsIn(phase, group))),
    list,
  );
  const ofAll = pooledGaps(
    phases.map((phase) => rowsIn(phase, { id: null, key: null, name: null })),
    list,
  );
  return phases.map((_, i) =>
    [
      ...ofSegments.slice(i * segments.length, (i + 1) * segments.length),
      ofAll[i] ?? pooledGap([], list),
    ].map(({ met: _, rows: __, ...cell }): MapCell => ({ ...cell, row: null })),
  );
}

/** Nothing is expected and nobody has answered. */
export const emptyCell: MapCell = {
  gap: null,
  verdict: "noExpectation",
  n: 0,
  thin: "none",
  missed: 0,
  judged: 0,
  row: null,
};

function touchpointCell(row: GapRow | undefined): MapCell {
  if (!row) return emptyCell;
  const { gap, verdict, thin, experience } = row;
  return { gap, verdict, n: experience.n, thin, missed: 0, judged: 0, row };
}
