/** What decides which answer of a customer is the latest. `answeredAt` in one sortable form (ISO instants in UTC). */
export type DatedAnswer = { id: string; customerId: string | null; answeredAt: string };

/**
 * The latest answer of each customer, by (answered at, id), in the order given.
 * Anonymous answers are left out and counted. For one metric within one slice, after filtering.
 */
export function latestPerCustomer<A extends DatedAnswer>(
  answers: readonly A[],
): { latest: A[]; anonymous: number } {
  const newest = new Map<string, A>();
  let anonymous = 0;
  for (const answer of answers) {
    if (answer.customerId === null) anonymous++;
    else {
      const known = newest.get(answer.customerId);
      if (known === undefined || isLater(answer, known)) newest.set(answer.customerId, answer);
    }
  }
  const kept = new Set(newest.values());
  return { latest: answers.filter((answer) => kept.has(answer)), anonymous };
}

function isLater(a: DatedAnswer, b: DatedAnswer): boolean {
  return a.answeredAt > b.answeredAt || (a.answeredAt === b.answeredAt && a.id > b.id);
}
