/** A customer at the time of the forecast: repeat purchase days so far, those forecast, those that then happened. */
export type ForecastOutcome = { x: number; forecast: number; actual: number };

/** Customers with the same number of repeat purchase days (the last group: as many or more), and their means. */
export type ForecastGroup = { x: number; n: number; forecast: number; actual: number };

/**
 * How a forecast of purchases did, by how often customers had bought before; groups up to `most` and more.
 * `total` sums over all customers. Groups nobody belongs to are left out.
 *
 * Example: CDNOW sample, x = 2: 214 customers, 1.044 forecast, 1.393 happened.
 */
export function backTestForecast(
  outcomes: readonly ForecastOutcome[],
  most = 7,
): { groups: ForecastGroup[]; total: { forecast: number; actual: number } } {
  const groups = Array.from({ length: most + 1 }, (_, x) => ({ x, n: 0, forecast: 0, actual: 0 }));
  for (const { x, forecast, actual } of outcomes) {
    const group = groups[Math.min(most, x)];
    if (group === undefined) continue;
    group.n++;
    group.forecast += forecast;
    group.actual += actual;
  }
  return {
    groups: groups
      .filter(({ n }) => n > 0)
      .map(({ x, n, forecast, actual }) => ({ x, n, forecast: forecast / n, actual: actual / n })),
    total: {
      forecast: groups.reduce((sum, group) => sum + group.forecast, 0),
      actual: groups.reduce((sum, group) => sum + group.actual, 0),
    },
  };
}
