import { Link } from "@/components/ui/link";

export type MapPoint = {
  key: string;
  /** Short enough to stand in the mark: its number in the list beside. */
  mark: string;
  label: string;
  href: string;
  /** Both 0–1 within the drawing: performance from left to right, importance upwards. */
  x: number;
  y: number;
  /** Two figures in words, for those who do not see where it lies. */
  said: string;
  isPale: boolean;
};

type ImportanceMapProps = {
  caption: string;
  axes: { x: string; y: string; left: string; right: string };
  /** Where the fields meet, and what lies in them. */
  split: { x: number; y: number };
  fields: { topLeft: string; topRight: string; bottomLeft: string; bottomRight: string };
  points: MapPoint[];
};

/** Importance against performance: what matters and is weak lies at the top left. Numbers are those of the list. */
export function ImportanceMap({ caption, axes, split, fields, points }: ImportanceMapProps) {
  const corner = "absolute px-2 py-1.5 text-xs text-muted";
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <p className="mb-1 text-xs text-muted">{axes.y} ↑</p>
      <div className="relative aspect-[4/3] max-h-104 w-full rounded-md border border-border sm:aspect-[16/10]">
        <div
          aria-hidden="true"
          className="absolute top-0 left-0 rounded-tl-md bg-caution-soft opacity-60"
          style={{ width: inside(split.x), height: inside(1 - split.y) }}
        />
        <div
          aria-hidden="true"
          className="absolute inset-y-0 border-s border-dashed border-border"
          style={{ left: inside(split.x) }}
        />
        <div
          aria-hidden="true"
          className="absolute inset-x-0 border-t border-dashed border-border"
          style={{ top: inside(1 - split.y) }}
        />
        <p className={`${corner} top-0 left-0 font-medium text-foreground`}>{fields.topLeft}</p>
        <p className={`${corner} top-0 right-0 text-end`}>{fields.topRight}</p>
        <p className={`${corner} bottom-0 left-0`}>{fields.bottomLeft}</p>
        <p className={`${corner} right-0 bottom-0 text-end`}>{fields.bottomRight}</p>
        <ul>
          {points.map(({ key, mark, label, href, x, y, said, isPale }) => (
            <li
              key={key}
              className="absolute -translate-x-1/2 translate-y-1/2"
              style={{ left: inside(x), bottom: inside(y) }}
            >
              <Link
                href={href}
                title={`${label}: ${said}`}
                className={`figures inline-flex size-6 items-center justify-center rounded-full text-xs font-semibold hover:z-1 ${
                  isPale
                    ? "border border-border bg-surface text-muted"
                    : "bg-series-1 text-white dark:text-black"
                }`}
              >
                <span aria-hidden="true">{mark}</span>
                <span className="sr-only">{`${label}: ${said}`}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="mt-1 flex justify-between gap-4 text-xs text-muted">
        <span>{axes.left}</span>
        <span>{axes.x} →</span>
        <span>{axes.right}</span>
      </div>
    </figure>
  );
}

/** Away from the edges, where the names of the fields stand. */
const inside = (fraction: number) => `${7 + fraction * 86}%`;
