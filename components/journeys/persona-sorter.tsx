"use client";

import { useTranslations } from "next-intl";
import { type SortableItem, SortableList } from "@/components/ui/sortable-list";
import { useAction } from "@/components/ui/use-action";
import { sortPersonasAction } from "@/lib/journeys/actions";

type PersonaSorterProps = { label: string; workspace: string; items: SortableItem[] };

export function PersonaSorter({ label, workspace, items }: PersonaSorterProps) {
  const t = useTranslations("personas");
  const { run } = useAction({ action: sortPersonasAction, undo: sortPersonasAction, workspace });
  return (
    <SortableList
      label={label}
      items={items}
      onReorder={(keys) => run({ order: JSON.stringify(keys) }, t("sorted"))}
    />
  );
}
