import { KpiStrip } from "@/components/charts/kpi-strip";
import { KpiTile } from "@/components/charts/kpi-tile";
import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { prepareReport, TouchpointCard } from "./prepare-report";

type ReportBodyProps = {
  prepared: ReturnType<typeof prepareReport>;
  /** "Figures of the month", "Touchpoints". */
  titles: Record<"sentences" | "numbers" | "touchpoints" | "cost" | "doing", string>;
  noTouchpoints: string;
};

/** Sentences, numbers, touchpoints: what fits on one page of A4. */
export function ReportBody({ prepared, titles, noTouchpoints }: ReportBodyProps) {
  return (
    <div className="flex flex-col gap-8 print:gap-5">
      <section aria-label={titles.sentences} data-keep>
        <ol className="flex max-w-[75ch] flex-col gap-2.5 text-base/6 text-pretty print:text-[11pt]">
          {prepared.sentences.map((sentence) => (
            <li key={sentence} className="border-s-2 border-accent ps-3">
              {sentence}
            </li>
          ))}
        </ol>
      </section>
      {prepared.cost ? (
        <section aria-label={titles.cost} data-keep>
          <h2 className="mb-2 text-[0.9375rem]/6 font-semibold">{titles.cost}</h2>
          <p className="max-w-[75ch] text-pretty">{prepared.cost.sentences.join(" ")}</p>
          {prepared.cost.links.length > 0 ? (
            <p className="mt-1.5 flex flex-wrap gap-x-4 print:hidden">
              {prepared.cost.links.map(({ label, href }) => (
                <Link key={label} href={href} className="text-link">
                  {label}
                </Link>
              ))}
            </p>
          ) : null}
        </section>
      ) : null}
      <section aria-label={titles.numbers} data-keep>
        <h2 className="mb-3 text-[0.9375rem]/6 font-semibold">{titles.numbers}</h2>
        <KpiStrip>
          {prepared.tiles.map((tile) => (
            <KpiTile key={tile.label} {...tile} />
          ))}
        </KpiStrip>
      </section>
      <section aria-label={titles.touchpoints} data-keep>
        <h2 className="mb-3 text-[0.9375rem]/6 font-semibold">{titles.touchpoints}</h2>
        {prepared.ends.length > 0 ? (
          <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
            {prepared.ends.map((card) => (
              <End key={card.kind} card={card} />
            ))}
          </div>
        ) : (
          <p className="text-muted">{noTouchpoints}</p>
        )}
      </section>
      {prepared.doing.length > 0 ? (
        <section aria-label={titles.doing} data-keep>
          <h2 className="mb-2 text-[0.9375rem]/6 font-semibold">{titles.doing}</h2>
          <ul className="divide-y divide-separator border-y border-separator">
            {prepared.doing.map(({ key, name, href, detail, isAboutWorst }) => (
              <li key={key} className="flex flex-wrap items-baseline gap-x-3 py-2">
                <span className={isAboutWorst ? "font-semibold" : "font-medium"}>
                  {href ? (
                    <Link href={href} className="text-link print:text-foreground print:no-underline">
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </span>
                <span className="text-xs text-muted">{detail}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function End({ card }: { card: TouchpointCard }) {
  const { kind, title, name, detail, value, range, n, href, change } = card;
  return (
    <article
      className={`relative border-s-2 ps-4 ${kind === "best" ? "border-good" : "border-bad"} ${href ? "hover:bg-surface-secondary" : ""}`}
    >
      <p className="text-xs text-muted">{title}</p>
      <h3 className="mt-0.5 font-semibold">{name}</h3>
      <p className="text-xs text-muted">{detail}</p>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3">
        <span className="figure-large">{value}</span>
        <span className="figures text-muted">{range}</span>
      </p>
      <p className="figures text-muted">
        {href ? (
          <Link href={href} className="covering-link underline decoration-border underline-offset-4">
            {n}
            <span className="sr-only">, {name}</span>
          </Link>
        ) : (
          n
        )}
      </p>
      {change ? (
        <p className="mt-2 flex flex-wrap items-center gap-2">
          <VerdictChip {...change.verdict} />
          <span className="figures text-muted">{change.text}</span>
        </p>
      ) : null}
    </article>
  );
}
