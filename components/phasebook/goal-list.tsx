import { TargetBar } from "@/components/charts/target-bar";
import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { PhaseLine } from "./phase-line";
import type { GoalLine } from "./prepare-goals";

type GoalListProps = {
  lines: GoalLine[];
  labels: { edit: (text: string) => string; enter: string };
  /** Null: the reader may not edit. */
  hrefOf: ((id: string) => string) | null;
};

/** Goals with their KPIs: what is wanted, where it stands, and how far the target is. */
export function GoalList({ lines, labels, hrefOf }: GoalListProps) {
  return (
    <ul className="border-t border-separator">
      {lines.map((line) => (
        <PhaseLine
          key={line.id}
          text={
            <>
              <p className="font-medium text-pretty">{line.text}</p>
              {line.kpiWords ? <p className="mt-0.5 text-muted">{line.kpiWords}</p> : null}
              {line.kpi ? <p className="mt-0.5 text-xs text-muted">{line.kpi}</p> : null}
            </>
          }
          standing={
            <div className="min-w-0">
              <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <span
                  className={`figures text-lg/6 font-semibold ${line.isPale || line.value === null ? "text-muted" : ""}`}
                >
                  {line.value ?? "–"}
                </span>
                {line.range ? <span className="figures text-xs text-muted">{line.range}</span> : null}
                {line.status ? <VerdictChip {...line.status} /> : null}
              </p>
              {line.bar ? (
                <div className="mt-1">
                  <TargetBar {...line.bar} />
                </div>
              ) : null}
              <p className="figures mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
                {line.n ? (
                  <Link
                    href={line.n.href}
                    className="underline decoration-border underline-offset-4 hover:text-foreground"
                  >
                    {line.n.text}
                  </Link>
                ) : null}
                {line.target ? <span>{line.target}</span> : null}
                {line.note ? <span>{line.note}</span> : null}
                {line.isMissing && hrefOf ? (
                  <Link href={hrefOf(line.id)} scroll={false} className="text-link print:hidden">
                    {labels.enter}
                  </Link>
                ) : null}
              </p>
            </div>
          }
          edit={hrefOf && { href: hrefOf(line.id), label: labels.edit(line.text) }}
        />
      ))}
    </ul>
  );
}
