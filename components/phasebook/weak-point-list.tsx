import { JudgeWeakPoint } from "@/components/findings/judge-weak-point";
import { Link } from "@/components/ui/link";
import { type Verdict, VerdictChip } from "@/components/ui/verdict-chip";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { WeakPointRow } from "@/lib/phasebook/queries/list-weak-points";
import type { BookWords } from "./book-words";
import { PhaseLine } from "./phase-line";

type WeakPointListProps = {
  rows: WeakPointRow[];
  words: BookWords;
  evidenceOf: (touchpoint: string) => string;
  hrefOf: ((id: string) => string) | null;
  /** The workspace, for whoever may decide; null for others. */
  judging: string | null;
};

/** What goes wrong in a phase, how sure we are of it, and where the evidence lies. */
export function WeakPointList({ rows, words, evidenceOf, hrefOf, judging }: WeakPointListProps) {
  const { t } = words;
  return (
    <ul className="border-t border-separator">
      {rows.map((row) => (
        <PhaseLine
          key={row.id}
          text={
            <>
              <p
                className={`font-medium text-pretty ${row.state === "refuted" ? "text-muted line-through" : ""}`}
              >
                {row.text}
              </p>
              {row.evidence ? (
                <p className="mt-0.5 text-muted">{t("weakPoints.evidenceIs", { evidence: row.evidence })}</p>
              ) : null}
            </>
          }
          standing={
            <div className="flex min-w-0 flex-wrap content-start items-center gap-x-3 gap-y-1">
              <VerdictChip {...stateChip(row, words)} />
              {detailOf(row, words)}
              {row.touchpoint ? (
                <Link
                  href={evidenceOf(row.touchpoint.key)}
                  className="text-xs text-muted underline decoration-border underline-offset-4 hover:text-foreground"
                >
                  {row.touchpoint.name}
                </Link>
              ) : null}
              {judging ? (
                <span className="print:hidden">
                  <JudgeWeakPoint workspace={judging} weakPoint={row} />
                </span>
              ) : null}
            </div>
          }
          edit={hrefOf && { href: hrefOf(row.id), label: t("edit", { what: row.text }) }}
        />
      ))}
    </ul>
  );
}

const chips = {
  suspected: { icon: "open", tone: "none" },
  named: { icon: "few", tone: "caution" },
  confirmed: { icon: "warning", tone: "bad" },
  refuted: { icon: "cross", tone: "good" },
} as const;

const stateChip = ({ state }: WeakPointRow, { t }: BookWords): Verdict => ({
  word: t(`weakPoints.states.${state}`),
  ...chips[state],
});

function detailOf({ namedBy, askedOf, decidedOn }: WeakPointRow, { t, locale }: BookWords) {
  const named =
    namedBy !== null && askedOf !== null
      ? t("weakPoints.namedBy", { k: formatCount(namedBy, locale), n: formatCount(askedOf, locale) })
      : null;
  const since = decidedOn ? formatDay(decidedOn, locale) : null;
  const said = [named, since].filter((part) => part !== null).join(" · ");
  return said ? <span className="figures text-xs text-muted">{said}</span> : null;
}
