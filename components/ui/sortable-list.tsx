"use client";

import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, startTransition, useOptimistic } from "react";
import {
  Button,
  DropIndicator,
  GridList,
  GridListItem,
  isTextDropItem,
  useDragAndDrop,
} from "react-aria-components";
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
  /** Lists of one name take each other's items. */
  group?: string;
  /** An item of another list of the group was dropped here; `keys` is the order with it. */
  onReceive?: (key: string, keys: string[]) => void;
  /** Alt with the arrows to the sides: the item is to go to the list before or after this one. */
  onMoveAside?: (key: string, by: -1 | 1) => void;
  /** Lines of a list, or cards that stand alone. */
  look?: "lines" | "cards";
  /** Said where nothing is in the list. */
  empty?: ReactNode;
};

const looks = {
  lines: {
    list: "flex flex-col outline-none",
    item: "group flex min-h-11 items-center gap-2 border-b border-separator pe-2 last:border-0 hover:bg-surface-secondary data-[dragging]:opacity-50 data-[drop-target]:bg-accent-soft data-[href]:cursor-pointer",
    handle:
      "grid size-9 shrink-0 cursor-grab place-items-center rounded-md text-muted opacity-60 group-hover:opacity-100 focus-visible:opacity-100",
    content: "min-w-0 flex-1 py-2",
    place: "-my-px h-0.5 rounded-full data-[drop-target]:bg-accent",
  },
  cards: {
    list: "flex min-h-16 flex-1 flex-col gap-1.5 rounded-md outline-none data-[drop-target]:bg-accent-soft",
    item: "group relative rounded-md border border-border bg-surface outline-offset-1 hover:border-field-border data-[dragging]:opacity-50 data-[drop-target]:bg-accent-soft data-[href]:cursor-pointer",
    handle:
      "absolute end-0.5 top-0.5 z-10 grid size-6 cursor-grab place-items-center rounded-sm bg-surface text-muted opacity-0 group-hover:opacity-100 focus-visible:opacity-100",
    content: "min-w-0",
    place: "-my-1 h-0.5 rounded-full data-[drop-target]:bg-accent",
  },
} as const;

/**
 * Rows whose order means something. By mouse or finger: drag the handle. By keyboard: Alt with the arrows moves the row
 * that has the focus; Enter on the handle picks it up, arrows and Enter put it down.
 */
export function SortableList({ label, items, onReorder, look = "lines", ...props }: SortableListProps) {
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

  const { group, onReceive } = props;
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        "text/plain": byKey.get(String(key))?.name ?? "",
        ...(group ? { [group]: String(key) } : {}),
      })),
    ...(group && onReceive
      ? {
          acceptedDragTypes: [group],
          getDropOperation: () => "move" as const,
          onInsert: async ({ items: [item], target }) => {
            if (!item || !isTextDropItem(item)) return;
            const key = await item.getText(group);
            onReceive(key, placedAt([...order, key], [key], String(target.key), target.dropPosition));
          },
          onRootDrop: async ({ items: [item] }) => {
            if (!item || !isTextDropItem(item)) return;
            const key = await item.getText(group);
            onReceive(key, [...order, key]);
          },
        }
      : {}),
    // A line where the item would come to stand; it takes no room from the others.
    renderDropIndicator: (target) => <DropIndicator target={target} className={looks[look].place} />,
    onReorder: ({ keys, target }) =>
      put(placedAt(order, [...keys].map(String), String(target.key), target.dropPosition)),
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const isAside = props.onMoveAside && ["ArrowLeft", "ArrowRight"].includes(event.key);
    if (!event.altKey || !(isAside || ["ArrowUp", "ArrowDown"].includes(event.key))) return;
    const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key;
    if (key === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (isAside) props.onMoveAside?.(key, event.key === "ArrowLeft" ? -1 : 1);
    else put(moved(order, key, event.key === "ArrowUp" ? -1 : 1));
  }

  return (
    <div onKeyDownCapture={onKeyDown} className={look === "cards" ? "flex flex-1 flex-col" : undefined}>
      <GridList
        aria-label={label}
        items={shown}
        dragAndDropHooks={dragAndDropHooks}
        className={looks[look].list}
        renderEmptyState={() => props.empty}
      >
        {(item) => (
          <GridListItem
            key={item.key}
            id={item.key}
            textValue={item.name}
            href={item.href}
            className={looks[look].item}
          >
            <Button slot="drag" aria-label={t("move", { name: item.name })} className={looks[look].handle}>
              <GripVertical aria-hidden="true" className={look === "cards" ? "size-3.5" : "size-4"} />
            </Button>
            <div className={looks[look].content}>{item.content}</div>
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
