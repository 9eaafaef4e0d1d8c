import type { CurveLine, CurvePoint } from "@/components/charts/mood-curve";
import type { MapCard } from "./prepare-map";

/** So many cards stand open in a sub-phase; the rest is folded. */
export const openCards = 12;

export type CurveColumn = { cards: readonly MapCard[] };

/**
 * The curve through the cards as they stand: each column has the same width, its cards follow each other in it. A line
 * breaks where nobody answered; it never bridges a gap.
 */
export function prepareCurve(columns: readonly CurveColumn[]): { points: CurvePoint[]; lines: CurveLine[] } {
  const points: CurvePoint[] = columns.flatMap(({ cards }, column) => {
    const shown = cards.filter(({ isHidden }) => !isHidden).slice(0, openCards);
    return shown.map((card, index) => ({
      key: card.key,
      x: (column + (index + 0.5) / shown.length) / columns.length,
      y: card.heights.now,
      before: card.heights.before,
      wish: card.heights.wish,
      tone: card.tone,
      isThin: card.isThin,
      isMoment: card.moment !== null,
      href: card.href,
      name: card.name,
      value: card.value,
      title: card.title,
    }));
  });
  const named = namedPoints(points);
  return {
    points: points.map((point) => ({ ...point, isNamed: named.has(point.key) })),
    lines: [
      ...linesOf(points, "before", ({ before }) => before),
      ...linesOf(points, "wish", ({ wish }) => wish),
      ...linesOf(points, "now", ({ y }) => y),
    ],
  };
}

export type LegendKey = CurveLine["kind"] | "moment" | "few" | "gap";

/** What lines and marks there are to be explained. */
export function legendOf(columns: readonly CurveColumn[]): LegendKey[] {
  const cards = columns.flatMap(({ cards: own }) => own.filter(({ isHidden }) => !isHidden));
  const isThere: Record<LegendKey, boolean> = {
    now: true,
    wish: cards.some(({ heights }) => heights.wish !== null),
    before: cards.some(({ heights }) => heights.before !== null),
    moment: cards.some(({ moment }) => moment !== null),
    few: cards.some(({ heights, isThin }) => heights.now !== null && isThin),
    gap: cards.some(({ heights }) => heights.now === null),
  };
  return (Object.keys(isThere) as LegendKey[]).filter((key) => isThere[key]);
}

function linesOf(
  points: readonly CurvePoint[],
  kind: CurveLine["kind"],
  heightOf: (point: CurvePoint) => number | null,
): CurveLine[] {
  const lines: CurveLine[] = [];
  let open: { x: number; y: number }[] = [];
  const close = () => {
    if (open.length > 1) lines.push({ kind, points: open });
    open = [];
  };
  for (const point of points) {
    const y = heightOf(point);
    if (y === null) close();
    else open.push({ x: point.x, y });
  }
  close();
  return lines;
}

/** The deepest dips and the highest peak of what enough people answered, told by name; not two beside each other. */
function namedPoints(points: readonly CurvePoint[]): Set<string> {
  const sure = points.filter(({ y, isThin }) => y !== null && !isThin);
  const rising = [...sure].sort((a, b) => (a.y ?? 0) - (b.y ?? 0));
  const chosen: CurvePoint[] = [];
  for (const point of [...rising.slice(0, 2), ...rising.slice(-1)])
    if (chosen.every(({ x }) => Math.abs(x - point.x) > 0.12)) chosen.push(point);
  return new Set(chosen.map(({ key }) => key));
}
