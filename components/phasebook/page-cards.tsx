import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { PageCard } from "./prepare-book";

type PageCardsProps = {
  groups: { key: string; name: string; cards: PageCard[] }[];
  labels: { retired: string; score: string; nobody: string };
};

/** The pages of the book side by side in the order a customer lives them. */
export function PageCards({ groups, labels }: PageCardsProps) {
  return (
    <div className="flex flex-col gap-x-6 gap-y-8 xl:grid xl:auto-cols-[minmax(0,1fr)] xl:grid-flow-col xl:grid-rows-[repeat(5,auto)] xl:gap-x-5 xl:gap-y-0">
      {groups.map(({ key, name, cards }) => (
        <section
          key={key}
          aria-label={name}
          className="min-w-0 xl:row-span-5 xl:grid xl:grid-cols-subgrid xl:grid-rows-subgrid"
          style={{ gridColumn: `span ${cards.length}` }}
        >
          <h2 className="eyebrow col-span-full mb-2 border-b border-border pb-2">{name}</h2>
          <ul className="grid gap-x-5 sm:grid-cols-2 xl:col-span-full xl:row-span-4 xl:grid-cols-subgrid xl:grid-rows-subgrid">
            {cards.map((card) => (
              <li
                key={card.key}
                data-keep
                className="relative min-w-0 border-b border-separator py-3 xl:row-span-4 xl:grid xl:grid-rows-subgrid xl:border-b-0"
              >
                <div>
                  <Link
                    href={card.href}
                    className="inline-block text-[0.9375rem]/6 font-semibold text-link hyphens-auto hover:underline"
                  >
                    {card.name}
                  </Link>
                  {card.isRetired ? (
                    <span className="ms-2">
                      <Badge>{labels.retired}</Badge>
                    </span>
                  ) : null}
                </div>
                <Score card={card} labels={labels} />
                <dl className="mt-3 grid gap-y-1">
                  {card.facts.map(({ key: fact, label, value, share, href }) => (
                    <div
                      key={fact}
                      className="flex flex-wrap items-baseline justify-between gap-x-2 xl:flex-col xl:items-stretch xl:gap-y-0"
                    >
                      <dt className="min-w-0 text-xs text-muted hyphens-auto">{label}</dt>
                      <dd className="figures flex items-baseline justify-between whitespace-nowrap">
                        {href ? (
                          <Link
                            href={href}
                            className="underline decoration-border underline-offset-4 hover:decoration-current"
                          >
                            {value}
                          </Link>
                        ) : (
                          value
                        )}
                        <span className="ms-1.5 inline-block w-9 text-end text-xs text-muted">
                          {share ?? "–"}
                        </span>
                      </dd>
                    </div>
                  ))}
                </dl>
                <p className="mt-2 text-xs text-muted">{card.written}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Score({ card: { score }, labels }: { card: PageCard; labels: PageCardsProps["labels"] }) {
  if (!score)
    return (
      <p className="mt-1 text-muted">
        <span className="block text-lg/6">–</span>
        <span className="text-xs">{labels.nobody}</span>
      </p>
    );
  return (
    <p className="mt-1">
      <span className={`figures text-lg/6 font-semibold ${score.isPale ? "text-muted" : ""}`}>
        {score.value}
      </span>{" "}
      <span className="text-xs text-muted xl:block">{labels.score}</span>
      {score.range ? <span className="figures block text-xs text-muted">{score.range}</span> : null}
      <Link
        href={score.href}
        className="figures text-xs text-muted underline decoration-border underline-offset-4 hover:text-foreground"
      >
        {score.n}
      </Link>
    </p>
  );
}
