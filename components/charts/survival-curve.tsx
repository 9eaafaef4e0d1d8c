import { ScrollRegion } from "@/components/ui/scroll-region";

export type SurvivalLine = {
  key: string;
  label: string;
  /** Steps from t = 0: survival and its range, each valid until the next t. */
  steps: { t: number; survival: number; low: number | null; high: number | null }[];
  lastTime: number;
};

type SurvivalCurveProps = {
  caption: string;
  axis: string;
  lines: SurvivalLine[];
  months: number;
  /** A share as the reader writes it. */
  shareText: (share: number) => string;
};

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [900, 300, 48, 160, 10, 38];
const inks = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)"];

/** Who is still there after so many months: a stair that goes down where customers leave; the first with its range. */
export function SurvivalCurve({ caption, axis, lines, months, shareText }: SurvivalCurveProps) {
  const x = (t: number) => LEFT + (Math.min(t, months) / months) * (W - LEFT - RIGHT);
  const y = (share: number) => TOP + (1 - share) * (H - TOP - BOTTOM);
  const every = months <= 24 ? 6 : months <= 72 ? 12 : 24;
  const ticks = Array.from({ length: Math.floor(months / every) + 1 }, (_, i) => i * every);
  const ends = lines.map((line) => y(line.steps.at(-1)?.survival ?? 1));
  const names = spread(ends);
  return (
    <ScrollRegion label={`${caption}: ${axis}`}>
      <svg
        viewBox={`0 0 ${W} ${H}`}
        role="img"
        aria-label={caption}
        className="h-auto w-full max-w-6xl min-w-160 text-muted"
      >
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={W - RIGHT} y1={y(share)} y2={y(share)} stroke="var(--chart-grid)" />
            <text x={LEFT - 8} y={y(share) + 4} textAnchor="end" fontSize="12" fill="currentColor">
              {shareText(share)}
            </text>
          </g>
        ))}
        {ticks.map((t) => (
          <text key={t} x={x(t)} y={H - 20} textAnchor="middle" fontSize="12" fill="currentColor">
            {t}
          </text>
        ))}
        <text x={(LEFT + W - RIGHT) / 2} y={H - 3} textAnchor="middle" fontSize="12" fill="currentColor">
          {axis}
        </text>
        {lines.map((line, index) => {
          const ink = inks[index % inks.length] ?? "currentColor";
          return (
            <g key={line.key}>
              {index === 0 ? <path d={band(line, x, y)} fill={ink} fillOpacity="0.14" /> : null}
              <path
                d={stair(line, x, y)}
                fill="none"
                stroke={ink}
                strokeWidth="2"
                strokeDasharray={index % 2 ? "6 3" : undefined}
              />
              <path
                d={`M${x(line.lastTime) + 3},${ends[index] ?? 0}L${W - RIGHT + 12},${names[index] ?? 0}`}
                stroke={ink}
                strokeOpacity="0.5"
              />
              <text x={W - RIGHT + 16} y={(names[index] ?? 0) + 4} fontSize="12" fill="var(--foreground)">
                {line.label.length > 22 ? `${line.label.slice(0, 21)}…` : line.label}
              </text>
            </g>
          );
        })}
      </svg>
    </ScrollRegion>
  );
}

type Scale = (value: number) => number;

function stair({ steps, lastTime }: SurvivalLine, x: Scale, y: Scale): string {
  const path = [`M${x(0)},${y(1)}`];
  for (const { t, survival } of steps) path.push(`H${x(t)}`, `V${y(survival)}`);
  return [...path, `H${x(lastTime)}`].join("");
}

/** The range is drawn where there is one. */
function band({ steps, lastTime }: SurvivalLine, x: Scale, y: Scale): string {
  return steps
    .map(({ t, low, high }, index) => {
      if (low === null || high === null) return "";
      const until = steps[index + 1]?.t ?? lastTime;
      return `M${x(t)},${y(high)}H${x(until)}V${y(low)}H${x(t)}Z`;
    })
    .join("");
}

/** Labels at the ends of lines, at least a line of text apart. */
function spread(heights: number[]): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  let above = Number.NEGATIVE_INFINITY;
  for (const one of order) {
    one.height = Math.max(one.height, above + 15);
    above = one.height;
  }
  return order.sort((a, b) => a.index - b.index).map(({ height }) => height);
}
