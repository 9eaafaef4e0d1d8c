"use client";

import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, startTransition, useOptimistic } from "react";
import { Button, GridList, GridListItem, useDragAndDrop } from "react-aria-components";
import { moved, placedAt } from "./list-order";

export type SortableItem = {
  key: string;
  /** What the row is called, for those who hear it. */
  name: string;
  /** Opened by Enter or a click. */
  href?: string;
  content: ReactNode;
};

type SortableListProps = {
  label: string;
  items: SortableItem[];
  /** The keys in their new order. The list shows it at once and goes back when the page says otherwise. */
  onReorder: (keys: string[]) => void;
};

/**
 * Rows whose order means something. By mouse or finger: drag the handle. By keyboard: Alt with the arrows moves the row
 * that has the focus; Enter on the handle picks it up, arrows and Enter put it down.
 */
export function SortableList({ label, items, onReorder }: SortableListProps) {
  const t = useTranslations("ui.sort");
  const [order, setOrder] = useOptimistic(items.map(({ key }) => key));
  const byKey = new Map(items.map((item) => [item.key, item]));
  const shown = order.flatMap((key) => byKey.get(key) ?? []);

  function put(keys: string[]) {
    if (keys.join() === order.join()) return;
    startTransition(() => {
      setOrder(keys);
      onReorder(keys);
    });
  }

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": byKey.get(String(key))?.name ?? "" })),
    onReorder: ({ keys, target }) =>
      put(placedAt(order, [...keys].map(String), String(target.key), target.dropPosition)),
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key;
    if (key === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    put(moved(order, key, event.key === "ArrowUp" ? -1 : 1));
  }

  return (
    <div onKeyDownCapture={onKeyDown}>
      <GridList
        aria-label={label}
        items={shown}
        dragAndDropHooks={dragAndDropHooks}
        className="flex flex-col outline-none"
      >
        {(item) => (
          <GridListItem
            key={item.key}
            id={item.key}
            textValue={item.name}
            href={item.href}
            className="group flex min-h-11 items-center gap-2 border-b border-separator bg-surface pe-2 last:border-0 hover:bg-surface-secondary data-[dragging]:opacity-50 data-[drop-target]:bg-accent-soft data-[href]:cursor-pointer"
          >
            <Button
              slot="drag"
              aria-label={t("move", { name: item.name })}
              className="grid size-9 shrink-0 cursor-grab place-items-center rounded-md text-muted opacity-60 group-hover:opacity-100 focus-visible:opacity-100"
            >
              <GripVertical aria-hidden="true" className="size-4" />
            </Button>
            <div className="min-w-0 flex-1 py-2">{item.content}</div>
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
