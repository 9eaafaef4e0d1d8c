import type { Places } from "@/lib/filters/queries/read-places";

export type BookPhase = Places["phases"][number];

/** Sub-phases are the pages of the book; a main phase without any is a page of its own. */
export function leavesOf(phases: readonly BookPhase[]): BookPhase[] {
  const parents = new Set(phases.map(({ parentId }) => parentId));
  return phases.filter(({ id }) => !parents.has(id));
}

export const mainsOf = (phases: readonly BookPhase[]): BookPhase[] =>
  phases.filter(({ parentId }) => parentId === null);

/** A phase and what it is divided into. */
export const familyOf = (phases: readonly BookPhase[], { id }: { id: number }): Set<number> =>
  new Set([id, ...phases.filter(({ parentId }) => parentId === id).map((one) => one.id)]);

/** In the order in which customers live them: main phases as they are placed, each with its parts behind it. */
export const inOrder = (phases: readonly BookPhase[]): BookPhase[] =>
  mainsOf(phases).flatMap((main) => [main, ...phases.filter(({ parentId }) => parentId === main.id)]);
