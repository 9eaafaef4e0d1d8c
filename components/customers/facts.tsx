import type { ReactNode } from "react";

/** Names and values; what is not known is left out. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div
            key={label}
            className="flex items-baseline justify-between gap-6 border-b border-separator py-2 last:border-0"
          >
            <dt className="min-w-0 break-words text-muted">{label}</dt>
            <dd className="min-w-0 text-end break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
