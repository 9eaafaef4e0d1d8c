import { Star } from "lucide-react";
import { Link } from "@/components/ui/link";

export type CurvePoint = {
  key: string;
  /** 0–1 from left to right. */
  x: number;
  /** 0–1 from the worst to the best; null: nobody answered. */
  y: number | null;
  before: number | null;
  wish: number | null;
  tone: "good" | "bad" | "none";
  isThin: boolean;
  isMoment: boolean;
  isNamed?: boolean;
  href: string;
  name: string;
  value: string | null;
  /** Said of it when somebody points at it. */
  title: string;
};

export type CurveLine = { kind: "now" | "before" | "wish"; points: { x: number; y: number }[] };

type MoodCurveProps = {
  caption: string;
  points: CurvePoint[];
  lines: CurveLine[];
  columns: number;
  /** At the upper and the lower edge of the scale. */
  high: string;
  low: string;
};

const height = 148;
/** Room for points and words above and below. */
const pad = { top: 22, bottom: 20 };
const yOf = (value: number) => pad.top + (1 - value) * (height - pad.top - pad.bottom);

const strokes = {
  now: "stroke-series-1",
  before: "stroke-series-5",
  wish: "stroke-muted",
} as const;

/** A line through what customers went through; where nobody answered there is a gap and no line. */
export function MoodCurve({ caption, points, lines, columns, high, low }: MoodCurveProps) {
  return (
    <figure aria-label={caption} className="relative w-full" style={{ height }}>
      <figcaption className="sr-only">{caption}</figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 1000 ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        {[0, 0.5, 1].map((at) => (
          <line
            key={at}
            x1={0}
            x2={1000}
            y1={yOf(at)}
            y2={yOf(at)}
            className="stroke-chart-grid"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {Array.from({ length: columns - 1 }, (_, index) => index + 1).map((at) => (
          <line
            key={at}
            x1={(at / columns) * 1000}
            x2={(at / columns) * 1000}
            y1={0}
            y2={height}
            className="stroke-separator"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {lines.map((line) => (
          <path
            key={`${line.kind} ${line.points[0]?.x}`}
            d={pathOf(line.points)}
            fill="none"
            strokeWidth={line.kind === "now" ? 2.25 : 1.5}
            strokeDasharray={line.kind === "wish" ? "4 4" : undefined}
            strokeLinecap="round"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
            className={strokes[line.kind]}
          />
        ))}
      </svg>
      <span aria-hidden="true" className="absolute start-0 top-0 ps-1 text-[0.6875rem]/4 text-muted">
        {high}
      </span>
      <span aria-hidden="true" className="absolute start-0 bottom-5 ps-1 text-[0.6875rem]/4 text-muted">
        {low}
      </span>
      <div aria-hidden="true">
        {points.map((point) => (
          <PointMark key={point.key} point={point} />
        ))}
      </div>
    </figure>
  );
}

/** Straight through the values: a smooth line would say what nobody has measured. */
const pathOf = (points: CurveLine["points"]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x * 1000} ${yOf(y)}`).join(" ");

const fills = { good: "bg-good", bad: "bg-bad", none: "bg-series-1" } as const;
const inks = { good: "text-good", bad: "text-bad", none: "text-series-1" } as const;

/** The same place as the card below, which the keyboard reaches. */
function PointMark({ point }: { point: CurvePoint }) {
  const { x, y, tone, isThin, isMoment, isNamed, href, name, value, title } = point;
  const left = `${x * 100}%`;
  if (y === null)
    return (
      <span
        title={title}
        className="absolute size-1 -translate-x-1/2 rounded-full bg-muted opacity-50"
        style={{ left, top: height - pad.bottom + 6 }}
      />
    );
  const isLow = y < 0.5;
  return (
    <>
      <Link
        href={href}
        tabIndex={-1}
        title={title}
        className="absolute grid size-5 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full hover:bg-surface-tertiary"
        style={{ left, top: yOf(y) }}
      >
        {isMoment ? (
          <Star
            strokeWidth={2}
            className={`size-4 ${isThin ? "fill-surface" : "fill-current"} ${inks[tone]}`}
          />
        ) : isThin ? (
          <span className={`size-2 rounded-full border-2 border-current bg-surface ${inks[tone]}`} />
        ) : (
          <span className={`size-2.5 rounded-full ring-2 ring-surface ${fills[tone]}`} />
        )}
      </Link>
      {isNamed ? (
        <span
          className={`pointer-events-none absolute flex max-w-52 gap-1 rounded-xs bg-surface/85 px-1 text-xs/4 whitespace-nowrap ${
            x < 0.08 ? "" : x > 0.92 ? "-translate-x-full" : "-translate-x-1/2"
          }`}
          style={{ left, top: isLow ? Math.min(yOf(y) + 9, height - 16) : yOf(y) - 25 }}
        >
          <span className="min-w-0 truncate">{name}</span>
          <span className="figures font-semibold">{value}</span>
        </span>
      ) : null}
    </>
  );
}
