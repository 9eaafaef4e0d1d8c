import { Pencil } from "lucide-react";
import { JudgeWeakPoint } from "@/components/findings/judge-weak-point";
import { ButtonLink } from "@/components/ui/button-link";
import { Link } from "@/components/ui/link";
import { type Verdict, VerdictChip } from "@/components/ui/verdict-chip";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { WeakPointRow } from "@/lib/phasebook/queries/list-weak-points";
import type { BookWords } from "./book-words";

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
        <li
          key={row.id}
          data-keep
          className="grid gap-x-8 gap-y-2 border-b border-separator py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,19rem)_2rem]"
        >
          <div className="min-w-0">
            <p
              className={`font-medium text-pretty ${row.state === "refuted" ? "text-muted line-through" : ""}`}
            >
              {row.text}
            </p>
            {row.evidence ? (
              <p className="mt-0.5 text-muted">{t("weakPoints.evidenceIs", { evidence: row.evidence })}</p>
            ) : null}
          </div>
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
          <div className="print:hidden">
            {hrefOf ? (
              <ButtonLink
                href={hrefOf(row.id)}
                scroll={false}
                variant="ghost"
                size="sm"
                isIconOnly
                aria-label={t("edit", { what: row.text })}
              >
                <Pencil aria-hidden="true" className="size-3.5" />
              </ButtonLink>
            ) : null}
          </div>
        </li>
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
