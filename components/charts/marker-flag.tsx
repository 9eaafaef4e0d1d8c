type MarkerFlagProps = { number: number; viewBox?: { x?: number; y?: number } };

/** A small numbered flag on top of an event's line; Recharts hands in where that is. */
export function MarkerFlag({ number, viewBox }: MarkerFlagProps) {
  if (viewBox?.x === undefined || viewBox.y === undefined) return null;
  return (
    <g transform={`translate(${viewBox.x}, ${viewBox.y - 16})`}>
      <rect width="16" height="16" rx="3" fill="var(--muted)" />
      <text x="8" y="12" textAnchor="middle" fontSize="11" fontWeight="600" fill="var(--surface)">
        {number}
      </text>
    </g>
  );
}
