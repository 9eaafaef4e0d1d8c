"use client";

import { Button } from "@heroui/react";
import { ChevronDown, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SortableList } from "@/components/ui/sortable-list";
import { MapCardView } from "./map-card";
import { openCards } from "./prepare-curve";
import type { MapCard, MapColumnView } from "./prepare-map";

type CardColumnProps = {
  column: MapColumnView;
  hasBefore: boolean;
  hasAfter: boolean;
  canWrite: boolean;
  onOrder: (keys: string[]) => void;
  onMoveAside: (key: string, by: -1 | 1) => void;
  onHide: (card: MapCard, isHidden: boolean) => void;
  onWish: (card: MapCard, mood: string) => void;
};

/** The touchpoints of a sub-phase: twelve open, the rest folded; hidden ones below, to be brought back. */
export function CardColumn({ column, canWrite, onOrder, onMoveAside, ...props }: CardColumnProps) {
  const t = useTranslations("journey");
  const [isUnfolded, setUnfolded] = useState(false);
  const [areHiddenShown, setHiddenShown] = useState(false);
  const visible = column.cards.filter(({ isHidden }) => !isHidden);
  const hidden = column.cards.filter(({ isHidden }) => isHidden);
  const open = isUnfolded ? visible : visible.slice(0, openCards);
  const folded = visible.slice(open.length);
  const rest = [...folded, ...hidden].map(({ key }) => key);
  const menu = (card: MapCard) =>
    canWrite
      ? {
          canGoBack: props.hasBefore,
          canGoOn: props.hasAfter,
          onMove: (by: -1 | 1) => onMoveAside(card.key, by),
          onHide: () => props.onHide(card, true),
          onWish: (mood: string) => props.onWish(card, mood),
        }
      : null;
  return (
    <div data-column={column.key} className="flex min-w-0 flex-col gap-1.5 px-1.5 py-2.5">
      <p className="eyebrow lg:sr-only">{t("lanes.touchpoints")}</p>
      {canWrite ? (
        <SortableList
          label={t("cardsOf", { phase: column.name })}
          look="cards"
          group="lotse/touchpoint"
          items={open.map((card) => ({
            key: card.key,
            name: card.name,
            href: card.href,
            content: <MapCardView card={card} menu={menu(card)} />,
          }))}
          empty={<p className="p-2 text-xs text-muted">{t("noCards")}</p>}
          onReorder={(keys) => onOrder([...keys, ...rest])}
          onReceive={(key, keys) => onOrder([...keys, ...rest.filter((one) => one !== key)])}
          onMoveAside={onMoveAside}
        />
      ) : (
        <ul className="flex flex-col gap-1.5">
          {open.map((card) => (
            <li key={card.key} className="relative rounded-md border border-border hover:border-field-border">
              <MapCardView card={card} menu={null} />
            </li>
          ))}
          {open.length === 0 ? <li className="p-2 text-xs text-muted">{t("noCards")}</li> : null}
        </ul>
      )}
      {folded.length > 0 || (isUnfolded && visible.length > openCards) ? (
        <Button
          variant="ghost"
          size="sm"
          aria-expanded={isUnfolded}
          onPress={() => setUnfolded(!isUnfolded)}
          className="self-start text-muted"
        >
          <ChevronDown aria-hidden="true" className={`size-3.5! ${isUnfolded ? "rotate-180" : ""}`} />
          {isUnfolded ? t("fold") : t("unfold", { n: folded.length })}
        </Button>
      ) : null}
      {hidden.length > 0 && canWrite ? (
        <div>
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={areHiddenShown}
            onPress={() => setHiddenShown(!areHiddenShown)}
            className="text-muted"
          >
            <EyeOff aria-hidden="true" className="size-3.5!" />
            {t("hidden", { n: hidden.length })}
          </Button>
          {areHiddenShown ? (
            <ul className="mt-1 flex flex-col gap-1">
              {hidden.map((card) => (
                <li key={card.key} className="flex items-center gap-1 text-xs text-muted">
                  <span className="min-w-0 flex-1 truncate">{card.name}</span>
                  <Button
                    variant="ghost"
                    size="sm"
                    aria-label={t("showNamed", { name: card.name })}
                    onPress={() => props.onHide(card, false)}
                  >
                    {t("show")}
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
