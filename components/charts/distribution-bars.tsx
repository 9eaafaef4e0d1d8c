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
  /** Left out where no list shows exactly these. */
  href?: string;
};

type DistributionBarsProps = {
  caption: string;
  /** Neighbouring scores that are read together, named below them: critics, neutral, promoters. */
  groups: { key: string; label?: string; tone: ChartTone; bars: DistributionBar[] }[];
  /** A value on the same scale, 0–1 of the width, such as what was expected. */
  line?: { at: number; label: string };
};

/** How many gave which score; every bar leads to those people. */
export function DistributionBars({ caption, groups, line }: DistributionBarsProps) {
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <div className="relative flex gap-1.5">
        {line ? (
          <div
            className="pointer-events-none absolute top-0 bottom-5 z-1 border-s-2 border-dashed border-foreground"
            style={{ left: `${line.at * 100}%` }}
          >
            <span
              className={`absolute top-0 px-1.5 text-xs font-medium whitespace-nowrap ${line.at > 0.5 ? "end-full" : "start-full"}`}
            >
              {line.label}
            </span>
          </div>
        ) : null}
        {groups.map(({ key, label, tone, bars }) => (
          <div key={key} style={{ flex: `${bars.length} 1 0` }} className="min-w-0">
            <ul className="flex h-44">
              {bars.map((bar) => (
                <li key={bar.key} className="min-w-0 flex-1">
                  <Bar bar={bar} label={label} tone={tone} />
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

type BarProps = { bar: DistributionBar; label: string | undefined; tone: ChartTone };

function Bar({ bar, label, tone }: BarProps) {
  const said = {
    title: `${bar.label}: ${bar.count} (${bar.share})`,
    "aria-label": `${bar.label}: ${bar.count}, ${bar.share}${label ? `, ${label}` : ""}`,
  };
  const drawn = (
    <>
      <span className="flex flex-1 flex-col justify-end">
        <span className="figures pb-1 text-center text-[0.6875rem] leading-3 whitespace-nowrap text-muted group-hover:text-foreground">
          {bar.share}
        </span>
        <span className={`block rounded-t-xs ${fillOf[tone]}`} style={{ height: `${bar.height * 78}%` }} />
      </span>
      <span className="figures border-t border-border pt-1 text-center text-xs text-foreground">
        {bar.label}
      </span>
    </>
  );
  const look = "group flex h-full flex-col px-[8%]";
  if (bar.href === undefined) {
    return (
      <span role="img" {...said} className={look}>
        {drawn}
      </span>
    );
  }
  return (
    <Link href={bar.href} {...said} className={`${look} -outline-offset-2 hover:bg-surface-secondary`}>
      {drawn}
    </Link>
  );
}
