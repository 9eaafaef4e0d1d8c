"use client";

import { useTranslations } from "next-intl";
import { type SortableItem, SortableList } from "@/components/ui/sortable-list";
import { useAction } from "@/components/ui/use-action";
import { sortEntriesAction } from "@/lib/catalogue/actions";
import type { CatalogueList } from "@/lib/catalogue/schema/admin";

type EntrySorterProps = { list: CatalogueList; label: string; workspace: string; items: SortableItem[] };

export function EntrySorter({ list, label, workspace, items }: EntrySorterProps) {
  const t = useTranslations("catalogue");
  const { run } = useAction({ action: sortEntriesAction, undo: sortEntriesAction, workspace });
  return (
    <SortableList
      label={label}
      items={items}
      onReorder={(keys) => run({ list, order: JSON.stringify(keys) }, t("sorted"))}
    />
  );
}
