/** Where a minimum was found. `converged` is false when the steps ran out. */
export type Minimum = { at: number[]; value: number; converged: boolean };

type Vertex = { at: number[]; value: number };

const REFLECT = 1;
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;

/**
 * The minimum of a function of a few variables, without derivatives. A value that is not a number counts as +∞.
 * Starts over from the minimum found until that gains nothing, so that a collapsed simplex does not pass for one.
 *
 * Source: Nelder & Mead (1965), The Computer Journal 7, 308–313.
 */
export function nelderMead(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  { tolerance = 1e-10, mostSteps = 2000, step = 0.5 } = {},
): Minimum {
  let best = descend(f, start, tolerance, mostSteps, step);
  for (let again = 0; again < 5; again++) {
    const next = descend(f, best.at, tolerance, mostSteps, step / 4);
    const gain = best.value - next.value;
    best = next.value <= best.value ? next : best;
    if (!(gain > tolerance * (1 + Math.abs(best.value)))) break;
  }
  return best;
}

function descend(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  tolerance: number,
  mostSteps: number,
  step: number,
): Minimum {
  const vertex = (at: number[]): Vertex => {
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  let simplex = [vertex([...start])];
  start.forEach((_, i) => {
    simplex.push(vertex(start.map((x, j) => (i === j ? x + step : x))));
  });
  for (let count = 0; count < mostSteps; count++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0];
    const worst = simplex.at(-1);
    const second = simplex.at(-2);
    if (!best || !worst || !second) break;
    if (isSmall(simplex, best, tolerance)) return { ...best, converged: true };
    const others = simplex.slice(0, -1);
    const centre = best.at.map(
      (_, j) => others.reduce((sum, { at }) => sum + (at[j] ?? 0), 0) / others.length,
    );
    const towards = (factor: number) => vertex(centre.map((c, j) => c + factor * (c - (worst.at[j] ?? 0))));
    const reflected = towards(REFLECT);
    if (reflected.value < best.value) {
      const expanded = towards(EXPAND);
      others.push(expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < second.value) others.push(reflected);
    else {
      const contracted = towards(reflected.value < worst.value ? CONTRACT : -CONTRACT);
      if (contracted.value < Math.min(reflected.value, worst.value)) others.push(contracted);
      else {
        simplex = simplex.map(({ at }) =>
          vertex(at.map((x, j) => (best.at[j] ?? 0) + SHRINK * (x - (best.at[j] ?? 0)))),
        );
        continue;
      }
    }
    simplex = others;
  }
  const [best] = simplex.sort((a, b) => a.value - b.value);
  return { at: best?.at ?? [...start], value: best?.value ?? Infinity, converged: false };
}

function isSmall(simplex: readonly Vertex[], best: Vertex, tolerance: number): boolean {
  const worst = simplex.at(-1)?.value ?? Infinity;
  if (!(worst - best.value <= tolerance * (1 + Math.abs(best.value)))) return false;
  return simplex.every(({ at }) => at.every((x, j) => Math.abs(x - (best.at[j] ?? 0)) <= 1e-6));
}
