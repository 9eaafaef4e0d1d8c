import { type Moments, momentsOf } from "@/lib/stats/moments";

/** One customer's expectation and what is known of the customer. */
export type Expecting = {
  expectation: number;
  attributes: Readonly<Record<string, string | number | boolean | null>>;
};

/** The side of a split to which the sentence belongs: `attribute` is this value, or at most this number. */
export type SplitRule = { attribute: string; is: string | boolean } | { attribute: string; atMost: number };

/** A split into two sides. `explained`: part of the sum of squares that falls away, 0…1. */
export type Split = { rule: SplitRule; matching: Moments; others: Moments; explained: number };

/** Both sides need as many customers as this. */
export const LEAST_SIDE = 30;

/**
 * The one attribute that splits expectations best: largest fall of the within-group sum of squares among the splits
 * with at least 30 customers on both sides; null if there is none. A value against all others, or a number at or below
 * a threshold against above. Customers of whom an attribute is not known have no part in its splits.
 */
export function bestSplit(customers: readonly Expecting[], leastSide: number = LEAST_SIDE): Split | null {
  let best: (Split & { fall: number }) | null = null;
  for (const attribute of new Set(customers.flatMap(({ attributes }) => Object.keys(attributes)))) {
    const known = customers.flatMap(({ expectation, attributes }) => {
      const value = attributes[attribute] ?? null;
      return value === null ? [] : [{ expectation, value }];
    });
    const counts = new Map<string | number | boolean, number>();
    for (const { value } of known) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const rule of rulesOf(attribute, counts, leastSide)) {
      const split = splitBy(rule, known, leastSide);
      if (split && (best === null || split.fall > best.fall)) best = split;
    }
  }
  if (best === null) return null;
  const { fall: _, ...split } = best;
  return split;
}

/** Every way to cut the values of one attribute in two; a value that too few have cannot be a side of its own. */
function rulesOf(
  attribute: string,
  counts: ReadonlyMap<string | number | boolean, number>,
  leastSide: number,
): SplitRule[] {
  const values = [...counts.keys()];
  const numbers = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
  const all = values.filter((value) => typeof value !== "number");
  const others = all.length === 2 ? all : all.filter((value) => (counts.get(value) ?? 0) >= leastSide);
  return [
    ...numbers.slice(0, -1).map((atMost) => ({ attribute, atMost })),
    // Two values make one split, not the same one twice.
    ...(all.length === 2 ? others.slice(0, 1) : others).map((is) => ({ attribute, is })),
  ];
}

/** Customers by a rule that somebody has chosen; null where a side is smaller than that. */
export function splitByRule(
  customers: readonly Expecting[],
  rule: SplitRule,
  leastSide: number = LEAST_SIDE,
): Split | null {
  const known = customers.flatMap(({ expectation, attributes }) => {
    const value = attributes[rule.attribute] ?? null;
    return value === null ? [] : [{ expectation, value }];
  });
  const split = splitBy(rule, known, leastSide);
  if (split === null) return null;
  const { fall: _, ...rest } = split;
  return rest;
}

function splitBy(
  rule: SplitRule,
  known: readonly { expectation: number; value: string | number | boolean }[],
  leastSide: number,
): (Split & { fall: number }) | null {
  const matches = (value: string | number | boolean) =>
    "is" in rule ? value === rule.is : typeof value === "number" && value <= rule.atMost;
  const all = momentsOf(known.map(({ expectation }) => expectation));
  const matching = momentsOf(
    known.filter(({ value }) => matches(value)).map(({ expectation }) => expectation),
  );
  const others = momentsOf(
    known.filter(({ value }) => !matches(value)).map(({ expectation }) => expectation),
  );
  if (!all || !matching || !others || Math.min(matching.n, others.n) < leastSide) return null;
  const fall = squares(all) - squares(matching) - squares(others);
  if (!(fall > 0)) return null;
  return { rule, matching, others, fall, explained: fall / squares(all) };
}

function squares({ n, variance }: Moments): number {
  return (variance ?? 0) * (n - 1);
}
