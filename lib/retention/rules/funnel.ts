/** A lifecycle phase as the workspace has it: two levels, each in the order of its positions. */
export type PhaseNode = { id: number; key: string; parentId: number | null; position: number };

/** A phase on the way in. `rank` says what comes later; `isEntry`: a leaf (no sub-phases) that has a next one. */
export type FunnelPhase = { id: number; key: string; rank: number; isLeaf: boolean; isEntry: boolean };

/** Who is here has fallen asleep or left: no step forward. */
const wayOut = ["passive", "inactive", "cancelled"];

/** The phases from first attention to use, in order; being moved to the passive phase is not a conversion. */
export function funnelOf(phases: readonly PhaseNode[]): FunnelPhase[] {
  const ordered = [...phases].sort((a, b) => a.position - b.position || a.id - b.id);
  const parents = new Set(phases.map(({ parentId }) => parentId));
  const inOrder = ordered
    .filter(({ parentId, key }) => parentId === null && !wayOut.includes(key))
    .flatMap((top) => [
      top,
      ...ordered.filter(({ parentId, key }) => parentId === top.id && !wayOut.includes(key)),
    ]);
  const lastLeaf = inOrder.findLastIndex(({ id }) => !parents.has(id));
  return inOrder.map(({ id, key }, rank) => ({
    id,
    key,
    rank,
    isLeaf: !parents.has(id),
    isEntry: !parents.has(id) && rank < lastLeaf,
  }));
}

/** The phase that follows another one on the way in; null where none does. */
export function nextInFunnel(funnel: readonly FunnelPhase[], key: string): FunnelPhase | null {
  const from = funnel.find((phase) => phase.key === key);
  if (!from?.isEntry) return null;
  return funnel.find(({ rank, isLeaf }) => isLeaf && rank > from.rank) ?? null;
}
