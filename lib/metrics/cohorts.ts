import { type Day, dayBefore, monthNumber, monthOf, type Period } from "@/lib/metrics/day";

/** A cohort: customers by the month of their first counting order; `active[k]` of them ordered in month k after it. */
export type Cohort = { cohort: string; size: number; active: number[] };

/**
 * Cohorts of the customers whose first counting order ever lies in `[from, to)`; orders from `to` on are not looked at.
 * `active` runs to the calendar month of the last observed day; `active[0]` is the size.
 * A customer is the list of its counting order days, in any order. Months in which nobody began have no cohort.
 */
export function cohorts(customers: Iterable<readonly Day[]>, { from, to }: Period): Cohort[] {
  const cells = new Map<string, Map<number, number>>();
  for (const days of customers) {
    const first = days.reduce<Day | null>(
      (least, day) => (least === null || day < least ? day : least),
      null,
    );
    if (first === null || first < from || first >= to) continue;
    const month = monthOf(first);
    const ages = new Set(days.filter((day) => day < to).map((day) => ageOf(monthOf(day), month)));
    const row = cells.get(month) ?? new Map<number, number>();
    for (const age of ages) row.set(age, (row.get(age) ?? 0) + 1);
    cells.set(month, row);
  }
  const lastMonth = monthOf(dayBefore(to));
  return [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, row]) => cohortOf(cohort, row, ageOf(lastMonth, cohort)));
}

/** The same from counted cells: customers by first month and order month (both `YYYY-MM`), as a database groups them. */
export function cohortsOfCells(
  rows: Iterable<{ cohort: string; month: string; customers: number }>,
  to: Day,
): Cohort[] {
  const cells = new Map<string, Map<number, number>>();
  for (const { cohort, month, customers } of rows) {
    const row = cells.get(cohort) ?? new Map<number, number>();
    cells.set(cohort, row.set(ageOf(month, cohort), customers));
  }
  const lastMonth = monthOf(dayBefore(to));
  return [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, row]) => cohortOf(cohort, row, ageOf(lastMonth, cohort)));
}

/** Retention by age over all cohorts that were observed at that age; counts are pooled, rates are not averaged. */
export function pooledRetention(all: readonly Cohort[]): { age: number; active: number; size: number }[] {
  const oldest = all.reduce((most, { active }) => Math.max(most, active.length), 0);
  return Array.from({ length: oldest }, (_, age) => {
    const observed = all.filter(({ active }) => active.length > age);
    return {
      age,
      active: observed.reduce((sum, { active }) => sum + (active[age] ?? 0), 0),
      size: observed.reduce((sum, { size }) => sum + size, 0),
    };
  });
}

function cohortOf(cohort: string, row: ReadonlyMap<number, number>, lastAge: number): Cohort {
  const active = Array.from({ length: lastAge + 1 }, (_, age) => row.get(age) ?? 0);
  return { cohort, size: active[0] ?? 0, active };
}

function ageOf(month: string, cohort: string): number {
  return monthNumber(month) - monthNumber(cohort);
}
