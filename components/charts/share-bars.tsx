export type ShareRow = {
  key: string;
  label: string;
  /** "481,000 €" */
  total: string;
  parts: { key: string; name: string; share: number; text: string; value: string }[];
};

const fills = ["bg-series-1", "bg-series-2", "bg-series-3", "bg-series-4", "bg-series-5"] as const;

/** How several wholes are divided among the same parts: one bar each, the shares written beside the names. */
export function ShareBars({ caption, rows }: { caption: string; rows: ShareRow[] }) {
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <ul className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        {rows.map(({ key, label, total, parts }) => (
          <li key={key} className="min-w-0" data-keep>
            <p className="flex items-baseline justify-between gap-3">
              <span className="font-medium">{label}</span>
              <span className="figures text-muted">{total}</span>
            </p>
            <div
              aria-hidden="true"
              className="mt-2 flex h-3 gap-px overflow-hidden rounded-sm bg-surface-tertiary"
            >
              {parts.map((part, index) => (
                <div
                  key={part.key}
                  className={fills[index % fills.length]}
                  style={{ width: `${part.share * 100}%` }}
                />
              ))}
            </div>
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
              {parts.map((part, index) => (
                <li key={part.key} className="inline-flex items-center gap-1.5">
                  <span
                    aria-hidden="true"
                    className={`size-2 shrink-0 rounded-xs ${fills[index % fills.length]}`}
                  />
                  <span>
                    {part.name} <span className="figures font-medium text-foreground">{part.text}</span>{" "}
                    <span className="figures">({part.value})</span>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </figure>
  );
}
