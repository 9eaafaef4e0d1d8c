import type { Side } from "../schema/map";

export type PlacedPhase = { id: number; parentId: number | null; retired: boolean };
export type PlacedTouchpoint = { id: number; phaseId: number | null; retired: boolean };
/** Where somebody has put a touchpoint on one side of a map. */
export type PutCard = {
  touchpointId: number;
  side: Side;
  phaseId: number;
  position: number;
  hidden: boolean;
};

export type Card = { touchpointId: number; isHidden: boolean };

/** The columns of a map: phases in use that have no sub-phases in use, in their order. */
export function columnsOf<Phase extends PlacedPhase>(phases: readonly Phase[]): Phase[] {
  const inUse = phases.filter(({ retired }) => !retired);
  const order = inUse.filter(({ parentId }) => parentId === null || !inUse.some(({ id }) => id === parentId));
  return order.flatMap((top) => {
    const subs = inUse.filter(({ parentId }) => parentId === top.id);
    return subs.length > 0 ? subs : [top];
  });
}

/**
 * What stands in which column of one side. A touchpoint stands where somebody has put it, in the order that they gave;
 * the to-be side follows the as-is side until somebody decides otherwise; all others follow their own phase and the
 * inventory's order, below. A touchpoint of a phase with sub-phases stands in the first of them; one without a phase in use
 * stands nowhere.
 */
export function placeCards(
  { phases, touchpoints }: { phases: readonly PlacedPhase[]; touchpoints: readonly PlacedTouchpoint[] },
  put: readonly PutCard[],
  side: Side,
): { columns: Map<number, Card[]>; nowhere: number[] } {
  const columns = columnsOf(phases);
  const isColumn = new Set(columns.map(({ id }) => id));
  const columnOf = (phaseId: number | null): number | null => {
    if (phaseId === null) return null;
    if (isColumn.has(phaseId)) return phaseId;
    return columns.find(({ parentId }) => parentId === phaseId)?.id ?? null;
  };
  const putOn = (wanted: Side) =>
    new Map(put.filter((card) => card.side === wanted).map((card) => [card.touchpointId, card]));
  const own = putOn(side);
  const asIs = putOn("as-is");
  const found = new Map(columns.map(({ id }) => [id, [] as { card: Card; rank: number }[]]));
  const nowhere: number[] = [];
  touchpoints
    .filter(({ retired }) => !retired)
    .forEach(({ id, phaseId }, order) => {
      const said = own.get(id) ?? asIs.get(id);
      const column = columnOf(said?.phaseId ?? null) ?? columnOf(phaseId);
      const cards = column === null ? undefined : found.get(column);
      if (!cards) nowhere.push(id);
      else
        cards.push({
          card: { touchpointId: id, isHidden: said?.hidden ?? false },
          rank: said ? said.position : afterAll + order,
        });
    });
  return {
    columns: new Map(
      [...found].map(([id, cards]) => [id, cards.sort((a, b) => a.rank - b.rank).map(({ card }) => card)]),
    ),
    nowhere,
  };
}

const afterAll = 1_000_000;
