import { Link } from "@/components/ui/link";

export type ScoreDot = {
  key: string;
  /** Left to right and bottom to top, 0–1. */
  x: number;
  y: number;
  href: string;
  /** "9 of 10, installation visit, 3 March 2026" */
  label: string;
  tone: "good" | "bad" | "none";
};

type ScoresChartProps = {
  caption: string;
  high: string;
  low: string;
  from: string;
  to: string;
  dots: ScoreDot[];
};

const fills = { good: "bg-good", bad: "bg-bad", none: "bg-none" } as const;

/** What one customer answered over time: each dot is an answer and leads to it. Scales differ, so height is relative. */
export function ScoresChart({ caption, high, low, from, to, dots }: ScoresChartProps) {
  return (
    <figure aria-label={caption}>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <div aria-hidden="true" className="flex flex-col justify-between py-1 text-xs text-muted">
          <span>{high}</span>
          <span>{low}</span>
        </div>
        <div className="h-32 border-s border-b border-border bg-[linear-gradient(var(--chart-grid)_1px,transparent_1px)] bg-[length:100%_50%] px-3 py-3">
          <ol className="relative h-full">
            {dots.map(({ key, x, y, href, label, tone }) => (
              <li key={key} className="absolute" style={{ left: `${x * 100}%`, bottom: `${y * 100}%` }}>
                <Link
                  href={href}
                  title={label}
                  aria-label={label}
                  className="group grid size-6 -translate-x-1/2 translate-y-1/2 place-items-center rounded-full"
                >
                  <span className={`size-2.5 rounded-full group-hover:size-3.5 ${fills[tone]}`} />
                </Link>
              </li>
            ))}
          </ol>
        </div>
        <span />
        <p aria-hidden="true" className="figures mt-1 flex justify-between text-xs text-muted">
          <span>{from}</span>
          <span>{to}</span>
        </p>
      </div>
    </figure>
  );
}
