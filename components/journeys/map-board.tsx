"use client";

import { useTranslations } from "next-intl";
import { useEffect, useOptimistic, useRef } from "react";
import { MoodCurve } from "@/components/charts/mood-curve";
import { useAction } from "@/components/ui/use-action";
import { arrangeCardsAction, hideCardAction, undoCardsAction, wishMoodAction } from "@/lib/journeys/actions";
import { type Lane, lanes } from "@/lib/journeys/schema/map";
import type { BoardContext } from "./board-context";
import { CardColumn } from "./card-column";
import { LaneLabel, MapHead } from "./map-head";
import { MeasureCell } from "./measure-cell";
import { NoteCell } from "./note-cell";
import { prepareCurve } from "./prepare-curve";
import type { MapCard, MapColumnView, MapView } from "./prepare-map";

type Moved = { phase: string; order: string[] } | { touchpoint: string; isHidden: boolean };

/** The map: what happens to a customer from left to right, lane below lane. Moves are shown at once. */
export function MapBoard({ view, context }: { view: MapView; context: BoardContext }) {
  const t = useTranslations("journey");
  const { workspace, side, whose } = context;
  const [columns, expect] = useOptimistic(view.columns, withMove);
  const { run: arrange } = useAction({ action: arrangeCardsAction, undo: undoCardsAction, workspace });
  const { run: hide } = useAction({ action: hideCardAction, undo: undoCardsAction, workspace });
  const { run: wish } = useAction({ action: wishMoodAction, undo: undoCardsAction, workspace });
  const board = useRef<HTMLDivElement>(null);
  const following = useRef<{ key: string; column: string } | null>(null);

  // A card that was sent to another column by a key takes the caret along, once it stands there.
  useEffect(() => {
    if (following.current === null) return;
    const { key, column } = following.current;
    const card = board.current?.querySelector<HTMLElement>(
      `[data-column="${column}"] [role="row"][data-key="${key}"]`,
    );
    if (!card) return;
    following.current = null;
    card.focus();
  });

  const put = (phase: string, order: string[]) =>
    arrange({ ...whose, side, phase, order: JSON.stringify(order) }, t("moved"), () =>
      expect({ phase, order }),
    );

  function moveAside(column: MapColumnView, key: string, by: -1 | 1) {
    const target = columns[columns.indexOf(column) + by];
    if (!target) return;
    following.current = { key, column: target.key };
    put(target.key, [key, ...target.cards.map((card) => card.key)]);
  }

  const setHidden = (column: MapColumnView, card: MapCard, isHidden: boolean) =>
    hide(
      { ...whose, side, phase: column.key, touchpoint: card.key, hidden: isHidden ? "yes" : "no" },
      t(isHidden ? "wasHidden" : "wasShown", { name: card.name }),
      () => expect({ touchpoint: card.key, isHidden }),
    );
  const setWish = (column: MapColumnView, card: MapCard, mood: string) =>
    wish({ ...whose, phase: column.key, touchpoint: card.key, mood }, t("wished", { name: card.name }));

  const { points, lines } = prepareCurve(columns);
  return (
    <div
      ref={board}
      className="scrollbar relative -mx-4 snap-x snap-mandatory scroll-px-4 overflow-x-auto px-4 pb-3 md:-mx-6 md:px-6 lg:mx-0 lg:snap-none lg:px-0"
    >
      <div
        className="grid w-max min-w-full grid-cols-[repeat(var(--columns),82vw)] sm:grid-cols-[repeat(var(--columns),19rem)] lg:w-full lg:min-w-[calc(6.5rem+var(--columns)*9.25rem)] lg:grid-cols-[6.5rem_repeat(var(--columns),minmax(9.25rem,1fr))]"
        style={{ "--columns": columns.length } as React.CSSProperties}
      >
        <MapHead columns={columns} />
        <LaneLabel label={t(`curve.${view.curve}`)} />
        <div className="relative my-2" style={{ gridColumn: `span ${columns.length}` }}>
          <MoodCurve
            caption={t("curve.caption", { who: view.title })}
            points={points}
            lines={lines}
            columns={columns.length}
            high={t(`curve.${view.curve}High`)}
            low={t(`curve.${view.curve}Low`)}
          />
        </div>
        <LaneLabel label={t("lanes.touchpoints")} />
        {columns.map((column, index) => (
          <CardColumn
            key={column.key}
            column={column}
            hasBefore={index > 0}
            hasAfter={index < columns.length - 1}
            canWrite={context.canWrite}
            onOrder={(order) => put(column.key, order)}
            onMoveAside={(key, by) => moveAside(column, key, by)}
            onHide={(card, isHidden) => setHidden(column, card, isHidden)}
            onWish={(card, mood) => setWish(column, card, mood)}
          />
        ))}
        {lanes.map((lane: Lane) => (
          <Lanes key={lane} lane={lane} columns={columns} context={context} />
        ))}
        <LaneLabel label={t("lanes.owners")} />
        {columns.map(({ key, owners }) => (
          <div key={key} className="hyphens-auto border-t border-separator px-1.5 py-2.5 text-xs/5">
            <p className="eyebrow mb-1 lg:sr-only">{t("lanes.owners")}</p>
            {owners.length > 0 ? owners.join(", ") : <span className="text-muted">{t("nobodyOwns")}</span>}
          </div>
        ))}
        <LaneLabel label={t("lanes.measures")} />
        {columns.map((column) => (
          <MeasureCell key={column.key} column={column} workspace={workspace} />
        ))}
      </div>
    </div>
  );
}

function Lanes({ lane, columns, context }: { lane: Lane; columns: MapColumnView[]; context: BoardContext }) {
  const t = useTranslations("journey");
  return (
    <>
      <LaneLabel label={t(`lanes.${lane}`)} />
      {columns.map((column) => (
        <NoteCell key={column.key} lane={lane} column={column} context={context} />
      ))}
    </>
  );
}

/** The board after a move: an order takes cards from wherever they stood. */
function withMove(columns: MapColumnView[], move: Moved): MapColumnView[] {
  if ("touchpoint" in move)
    return columns.map((column) => ({
      ...column,
      cards: column.cards.map((card) =>
        card.key === move.touchpoint ? { ...card, isHidden: move.isHidden } : card,
      ),
    }));
  const cards = new Map(columns.flatMap((column) => column.cards.map((card) => [card.key, card])));
  return columns.map((column) => ({
    ...column,
    cards:
      column.key === move.phase
        ? move.order.flatMap((key) => cards.get(key) ?? [])
        : column.cards.filter(({ key }) => !move.order.includes(key)),
  }));
}
