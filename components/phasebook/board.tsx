"use client";

import { ArrowRightLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useOptimistic, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { ChoiceMenu } from "@/components/ui/choice-menu";
import { Link } from "@/components/ui/link";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useAction } from "@/components/ui/use-action";
import { moveToPhaseAction, removePhaseMoveAction } from "@/lib/lifecycle/actions";
import { MoveEverybody } from "./move-everybody";

export type BoardColumnShown = {
  key: string;
  name: string;
  main: string;
  isRetired: boolean;
  count: number;
  total: string;
  listHref: string;
  firstHref: string | null;
  nextHref: string | null;
  /** "13–24", where there is more than one page. */
  shown: string | null;
  cards: { id: string; name: string | null; detail: string | null; since: string; href: string }[];
};

type BoardProps = { workspace: string; mayMove: boolean; mayMoveAll: boolean; columns: BoardColumnShown[] };
type Move = { id: string; to: string };

/** Cards are dragged to another phase, or sent there from their menu; either way the move can be taken back. */
export function Board({ workspace, mayMove, mayMoveAll, columns: saved }: BoardProps) {
  const t = useTranslations("phasebook.board");
  const { run } = useAction({ action: moveToPhaseAction, undo: removePhaseMoveAction, workspace });
  const [columns, expect] = useOptimistic(saved, withMove);
  const [target, setTarget] = useState<string | null>(null);

  function move({ id, to }: Move) {
    const from = columns.find(({ cards }) => cards.some((card) => card.id === id));
    const card = from?.cards.find((one) => one.id === id);
    const phase = columns.find(({ key }) => key === to);
    if (!card || !phase || from === phase || phase.isRetired) return;
    run(
      { customer: id, phase: to },
      t("moved", { name: card.name ?? t("nameless"), phase: phase.name }),
      () => expect({ id, to }),
    );
  }

  const over = (event: DragEvent, key: string) => {
    event.preventDefault();
    setTarget(key);
  };

  return (
    <ScrollRegion label={t("label")} className="-mx-4 px-4 pb-3">
      <ul className="grid auto-cols-[16rem] grid-flow-col grid-rows-[auto_1fr_auto] gap-x-3 xl:auto-cols-[minmax(0,1fr)]">
        {columns.map((column) => (
          <li
            key={column.key}
            aria-label={column.name}
            onDragOver={mayMove && !column.isRetired ? (event) => over(event, column.key) : undefined}
            onDragLeave={() => setTarget(null)}
            onDrop={(event) => {
              event.preventDefault();
              setTarget(null);
              move({ id: event.dataTransfer.getData("text/plain"), to: column.key });
            }}
            className={`row-span-3 grid grid-rows-subgrid rounded-lg p-2 ${
              target === column.key ? "bg-accent-soft" : "bg-surface-secondary"
            }`}
          >
            <div className="px-1 pb-2">
              <p className="text-xs text-muted">{column.main}</p>
              <h2 className="flex items-baseline justify-between gap-2 font-semibold">
                <span className="min-w-0 hyphens-auto">{column.name}</span>
                <Link href={column.listHref} className="figures font-normal text-muted hover:underline">
                  {column.total}
                  <span className="sr-only"> {t("customers")}</span>
                </Link>
              </h2>
              {column.isRetired ? <Badge>{t("retired")}</Badge> : null}
              {mayMoveAll && column.count > 0 ? (
                <div className="-mx-3 -mb-2">
                  <MoveEverybody
                    workspace={workspace}
                    column={column}
                    phases={columns.filter(({ isRetired, key }) => !isRetired && key !== column.key)}
                  />
                </div>
              ) : null}
            </div>
            <ul className="flex min-w-0 flex-col gap-1.5">
              {column.cards.map((card) => (
                <li
                  key={card.id}
                  draggable={mayMove}
                  onDragStart={(event) => event.dataTransfer.setData("text/plain", card.id)}
                  className="rounded-md bg-surface px-2.5 py-2 shadow-xs"
                >
                  <Link href={card.href} className="block truncate font-medium hover:underline">
                    {card.name ?? t("nameless")}
                  </Link>
                  {card.detail ? <p className="truncate text-xs text-muted">{card.detail}</p> : null}
                  <div className="mt-1 flex items-center justify-between gap-1">
                    <p className="figures text-xs whitespace-nowrap text-muted">
                      {t("since", { day: card.since })}
                    </p>
                    {mayMove ? (
                      <ChoiceMenu
                        isBare
                        label={t("move", { name: card.name ?? t("nameless") })}
                        options={columns
                          .filter(({ isRetired, key }) => !isRetired && key !== column.key)
                          .map(({ key, name }) => ({ value: key, label: name }))}
                        onChoose={(to) => move({ id: card.id, to })}
                      >
                        <ArrowRightLeft aria-hidden="true" className="size-3.5! text-muted" />
                        <span className="sr-only">{t("move", { name: card.name ?? t("nameless") })}</span>
                      </ChoiceMenu>
                    ) : null}
                  </div>
                </li>
              ))}
              {column.cards.length === 0 ? (
                <li className="px-1 py-2 text-xs text-muted">{t("nobody")}</li>
              ) : null}
            </ul>
            {column.shown ? (
              <nav
                aria-label={t("pagesOf", { phase: column.name })}
                className="mt-2 flex items-center gap-1 px-1"
              >
                <span className="figures me-auto text-xs text-muted">{column.shown}</span>
                {column.firstHref ? (
                  <ButtonLink href={column.firstHref} scroll={false} size="sm" variant="ghost">
                    {t("first")}
                  </ButtonLink>
                ) : null}
                {column.nextHref ? (
                  <ButtonLink href={column.nextHref} scroll={false} size="sm" variant="ghost">
                    {t("next")}
                  </ButtonLink>
                ) : null}
              </nav>
            ) : null}
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}

/** The board as it will be: the card on top of its new column, until the page is drawn again. */
function withMove(columns: BoardColumnShown[], { id, to }: Move): BoardColumnShown[] {
  const card = columns.flatMap(({ cards }) => cards).find((one) => one.id === id);
  if (!card) return columns;
  return columns.map((column) => {
    const others = column.cards.filter((one) => one.id !== id);
    return { ...column, cards: column.key === to ? [card, ...others] : others };
  });
}
