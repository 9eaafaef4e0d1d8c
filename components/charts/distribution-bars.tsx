import { Link } from "@/components/ui/link";
import { type ChartTone, fillOf } from "./chart-tone";

export type DistributionBar = {
  key: string;
  /** The score. */
  label: string;
  /** 0–1 of the tallest bar; bars start at zero. */
  height: number;
  share: string;
  count: string;
  href: string;
};

type DistributionBarsProps = {
  caption: string;
  /** Neighbouring scores that are read together, named below them: critics, neutral, promoters. */
  groups: { key: string; label?: string; tone: ChartTone; bars: DistributionBar[] }[];
};

/** How many gave which score; every bar leads to those people. */
export function DistributionBars({ caption, groups }: DistributionBarsProps) {
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <div className="flex gap-1.5">
        {groups.map(({ key, label, tone, bars }) => (
          <div key={key} style={{ flex: `${bars.length} 1 0` }} className="min-w-0">
            <ul className="flex h-44">
              {bars.map((bar) => (
                <li key={bar.key} className="min-w-0 flex-1">
                  <Link
                    href={bar.href}
                    title={`${bar.label}: ${bar.count} (${bar.share})`}
                    aria-label={`${bar.label}: ${bar.count}, ${bar.share}${label ? `, ${label}` : ""}`}
                    className="group flex h-full flex-col px-[8%] -outline-offset-2 hover:bg-surface-secondary"
                  >
                    <span className="flex flex-1 flex-col justify-end">
                      <span className="figures pb-1 text-center text-[0.6875rem] leading-3 whitespace-nowrap text-muted group-hover:text-foreground">
                        {bar.share}
                      </span>
                      <span
                        className={`block rounded-t-xs ${fillOf[tone]}`}
                        style={{ height: `${bar.height * 78}%` }}
                      />
                    </span>
                    <span className="figures border-t border-border pt-1 text-center text-xs text-foreground">
                      {bar.label}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {groups.map(({ key, label, tone }) =>
          label ? (
            <li key={key} className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className={`size-2 shrink-0 rounded-xs ${fillOf[tone]}`} />
              {label}
            </li>
          ) : null,
        )}
      </ul>
    </figure>
  );
}
