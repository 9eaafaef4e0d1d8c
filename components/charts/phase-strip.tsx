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

/** So many phases find room in one row; then what they say stands on common lines, however long their names are. */
const mostInRow = 8;

/** Phases side by side in the order a customer lives them: value, range, and how many answered. */
export function PhaseStrip({
  caption,
  groups,
}: {
  caption: string;
  groups: { name: string | null; phases: PhaseMark[] }[];
}) {
  const look = groups.flatMap(({ phases }) => phases).length <= mostInRow ? oneRow : wrapped;
  return (
    <figure aria-label={caption}>
      <figcaption className="sr-only">{caption}</figcaption>
      <div className={look.strip}>
        {groups.map(({ name, phases }) => (
          <div
            key={name ?? ""}
            className={`min-w-0 ${look.group}`}
            style={{ flex: `${phases.length} 1 0`, gridColumn: `span ${phases.length}` }}
          >
            {name ? <p className="eyebrow col-span-full mb-2">{name}</p> : null}
            <ul
              className={`grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] ${look.list}`}
            >
              {phases.map((phase) => (
                <li
                  key={phase.key}
                  className={`relative min-w-0 rounded-sm hover:bg-surface-secondary ${look.phase}`}
                >
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

const wrapped = { strip: "flex flex-col gap-x-6 gap-y-5 lg:flex-row", group: "", list: "", phase: "" };

/** One line each for the group's name and the six things that a phase says. */
const oneRow = {
  strip:
    "flex flex-col gap-x-6 gap-y-5 lg:grid lg:auto-cols-[minmax(0,1fr)] lg:grid-flow-col lg:grid-rows-[repeat(7,auto)] lg:gap-y-0",
  group: "lg:row-span-7 lg:grid lg:grid-cols-subgrid lg:grid-rows-subgrid",
  list: "lg:col-span-full lg:row-span-6 lg:row-start-2 lg:grid-cols-subgrid lg:grid-rows-subgrid lg:gap-x-6 lg:gap-y-0",
  phase: "lg:row-span-6 lg:grid lg:grid-rows-subgrid",
};
