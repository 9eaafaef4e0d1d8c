import { addMonths, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";

/** The month that is asked for; without one, the last that is over. */
export function monthAsked(month: string | undefined, today: LocalDay): Period {
  const from = month ? `${month}-01` : addMonths(`${today.slice(0, 7)}-01`, -1);
  return { from, to: addMonths(from, 1) };
}

export const monthOf = ({ from }: Period): string => from.slice(0, 7);

/** What a touchpoint showed, with the answers that it takes to speak of it. */
type Ranked = { value: number | null; n: number };

/**
 * The best and the worst of those with enough answers to be told apart from the rest; null where fewer than two have.
 */
export function bestAndWorst<One extends { now: Ranked }>(
  found: readonly One[],
  enough: number,
): { best: One; worst: One } | null {
  const known = found
    .filter(({ now }) => now.value !== null && now.n >= enough)
    .sort((a, b) => (b.now.value ?? 0) - (a.now.value ?? 0) || b.now.n - a.now.n);
  const [best, worst] = [known[0], known.at(-1)];
  return best && worst && best !== worst ? { best, worst } : null;
}
