import { Link } from "@/components/ui/link";
import { type ChartTone, fillOf } from "./chart-tone";

type NpsSplitBarProps = {
  caption: string;
  segments: {
    key: string;
    label: string;
    tone: ChartTone;
    /** 0–1 of all answers. */
    fraction: number;
    share: string;
    count: string;
    href: string;
  }[];
};

/** One bar, three groups; each leads to its people. The names below are the links of the keyboard. */
export function NpsSplitBar({ caption, segments }: NpsSplitBarProps) {
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <div className="flex h-3 gap-0.5 overflow-hidden rounded-sm" aria-hidden="true">
        {segments.map(({ key, fraction, tone, href }) => (
          <Link
            key={key}
            href={href}
            tabIndex={-1}
            className={`${fillOf[tone]} hover:opacity-85`}
            style={{ flexGrow: fraction }}
          />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1.5">
        {segments.map(({ key, label, share, count, tone, href }) => (
          <li key={key}>
            <Link href={href} className="inline-flex min-h-6 items-center gap-1.5 rounded-sm hover:underline">
              <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-xs ${fillOf[tone]}`} />
              {label}
              <span className="figures font-semibold">{share}</span>
              <span className="figures text-muted">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </figure>
  );
}
