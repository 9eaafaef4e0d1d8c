"use client";

import { Button, Dropdown, Header, Separator } from "@heroui/react";
import { Ellipsis, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { MapCard } from "./prepare-map";

export type CardMenu = {
  canGoBack: boolean;
  canGoOn: boolean;
  onMove: (by: -1 | 1) => void;
  onHide: () => void;
  /** A mood from −2 to 2 as text; empty takes the wish back. */
  onWish: (mood: string) => void;
};

const marks = { good: "bg-good", bad: "bg-bad", none: "bg-transparent" } as const;

/** A touchpoint: name, who is responsible, score with how many answered, and whether that is what people expect. */
export function MapCardView({ card, menu }: { card: MapCard; menu: CardMenu | null }) {
  const t = useTranslations("journey");
  return (
    <div className="relative overflow-hidden rounded-md px-2 py-1.5" title={card.title}>
      <span aria-hidden="true" className={`absolute inset-y-0 start-0 w-[3px] ${marks[card.tone]}`} />
      <p className="text-[0.8125rem]/[1.125rem] font-medium text-pretty hyphens-auto">
        {card.moment ? (
          <Star
            role="img"
            aria-label={t("moment", { name: card.moment })}
            className="me-1 mb-0.5 inline size-3 fill-current text-caution"
          />
        ) : null}
        {menu ? (
          // The row that holds it opens the address, and is what is dragged.
          card.name
        ) : (
          <Link href={card.href} className="covering-link">
            {card.name}
          </Link>
        )}
      </p>
      <p className="mt-0.5 flex flex-wrap items-baseline gap-x-1.5">
        {card.value === null ? (
          <span className="text-xs text-muted">{card.n}</span>
        ) : (
          <>
            <span className={`figures text-[0.9375rem]/5 font-semibold ${card.isThin ? "text-muted" : ""}`}>
              {card.value}
            </span>
            <span className="figures text-xs text-muted">{card.n}</span>
          </>
        )}
        {card.expected ? (
          <span className="figures text-xs text-muted">{t("expected", { value: card.expected })}</span>
        ) : null}
      </p>
      {card.verdict || card.change ? (
        <p className="-ms-1 mt-1 flex flex-wrap gap-1">
          {card.verdict ? <VerdictChip {...card.verdict} /> : null}
          {card.change ? <VerdictChip {...card.change.verdict} word={card.change.text} /> : null}
        </p>
      ) : null}
      <p className="mt-0.5 flex items-center gap-1 text-xs/4 text-muted">
        <span className="min-w-0 flex-1 truncate">{card.owner ?? t("nobodyResponsible")}</span>
        {menu ? <Menu card={card} menu={menu} /> : null}
      </p>
    </div>
  );
}

const moods = ["2", "1", "0", "-1", "-2"] as const;

function Menu({ card, menu }: { card: MapCard; menu: CardMenu }) {
  const t = useTranslations("journey");
  const moodNames = useTranslations("log.moods");
  function act(action: string) {
    if (action === "hide") menu.onHide();
    else if (action === "back") menu.onMove(-1);
    else if (action === "on") menu.onMove(1);
    else menu.onWish(action.replace("wish:", ""));
  }
  return (
    <Dropdown>
      <Button
        isIconOnly
        variant="ghost"
        size="sm"
        aria-label={t("menu", { name: card.name })}
        className="relative z-10 -my-1 -me-1.5 h-6! w-7! min-w-0 text-muted"
      >
        <Ellipsis aria-hidden="true" className="size-4!" />
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-56">
        <Dropdown.Menu aria-label={t("menu", { name: card.name })} onAction={(key) => act(String(key))}>
          {menu.canGoBack ? <Dropdown.Item id="back">{t("goBack")}</Dropdown.Item> : null}
          {menu.canGoOn ? <Dropdown.Item id="on">{t("goOn")}</Dropdown.Item> : null}
          <Dropdown.Item id="hide">{t("hide")}</Dropdown.Item>
          <Separator />
          <Dropdown.Section>
            <Header>{t("wishMood")}</Header>
            {moods.map((mood) => (
              <Dropdown.Item key={mood} id={`wish:${mood}`} textValue={moodNames(mood)}>
                <span className={Number(mood) === card.wish ? "font-semibold" : undefined}>
                  {moodNames(mood)}
                </span>
              </Dropdown.Item>
            ))}
            {card.wish === null ? null : <Dropdown.Item id="wish:">{t("noWish")}</Dropdown.Item>}
          </Dropdown.Section>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
