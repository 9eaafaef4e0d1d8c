import { Link } from "@/components/ui/link";
import { type Verdict, VerdictChip } from "@/components/ui/verdict-chip";

export type PhaseMark = {
  key: string;
  name: string;
  value: string;
  range?: string;
  n: string;
  /** 0–1 of the phase with the most answers. */
  share: number;
  isThin: boolean;
  /** Whether what is expected here is met. */
  verdict?: Verdict;
  href: string;
};

/** Phases side by side in the order a customer lives them: value, range, and how many answered. */
export function PhaseStrip({
  caption,
  groups,
}: {
  caption: string;
  groups: { name: string | null; phases: PhaseMark[] }[];
}) {
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <div className="flex flex-col gap-x-6 gap-y-5 lg:flex-row">
        {groups.map(({ name, phases }) => (
          <div key={name ?? ""} className="min-w-0" style={{ flex: `${phases.length} 1 0` }}>
            {name ? <p className="eyebrow mb-2">{name}</p> : null}
            <ul className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
              {phases.map((phase) => (
                <li key={phase.key} className="relative min-w-0 rounded-sm hover:bg-surface-secondary">
                  <Link href={phase.href} className="covering-link block font-medium hyphens-auto">
                    {phase.name}
                  </Link>
                  <p className={`figures mt-1 text-lg/6 font-semibold ${phase.isThin ? "text-muted" : ""}`}>
                    {phase.value}
                  </p>
                  <p className="figures text-xs text-muted">{phase.range}</p>
                  <div aria-hidden="true" className="mt-2 h-1.5 rounded-xs bg-surface-tertiary">
                    <div
                      className={`h-full rounded-xs ${phase.isThin ? "bg-none" : "bg-series-1"}`}
                      style={{ width: `${phase.share * 100}%` }}
                    />
                  </div>
                  <p className="figures mt-1 text-xs text-muted">{phase.n}</p>
                  {phase.verdict ? (
                    <p className="mt-1">
                      <VerdictChip {...phase.verdict} />
                    </p>
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </figure>
  );
}
