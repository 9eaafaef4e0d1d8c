import { DEFINITIONS, type DefinitionId, type Direction } from "@/lib/metrics/definitions";
import type { Interval } from "@/lib/stats/interval";

/** The choices a value depends on (scale, band, rule, window …), as the interface and the API show them. */
export type DefinitionParameters = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | readonly number[]>
>;

/** Score → number of answers, or the two halves of a share. */
export type Counts = Readonly<Record<number, number>> | { numerator: number; denominator: number };

/**
 * How every number travels: in library, dashboard, API, export and report.
 * `value` is null when there is nothing to compute from (never 0) and is unrounded; rates are fractions 0–1.
 * `n` counts what the value rests on: answers, or customers in the denominator.
 */
export type Measured<C extends Counts = Counts> = {
  value: number | null;
  n: number;
  interval: Interval | null;
  definition: { id: DefinitionId; parameters: DefinitionParameters };
  direction: Direction;
  counts: C;
};

/** A value with the definition it follows; the direction comes from the dictionary. */
export function measured<C extends Counts>(
  id: DefinitionId,
  found: { value: number | null; n: number; interval: Interval | null; counts: C },
  parameters: DefinitionParameters = {},
): Measured<C> {
  return { ...found, definition: { id, parameters }, direction: DEFINITIONS[id].direction };
}

/** +1 where higher is better, −1 where lower is. */
export function sign(direction: Direction): 1 | -1 {
  return direction === "higher" ? 1 : -1;
}
