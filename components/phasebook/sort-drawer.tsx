"use client";

import { useTranslations } from "next-intl";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SortableList } from "@/components/ui/sortable-list";
import { useAction } from "@/components/ui/use-action";
import { sortLinesAction } from "@/lib/phasebook/actions";
import type { SortKind } from "@/lib/phasebook/schema/edit";

type SortDrawerProps = {
  kind: SortKind;
  phase: string;
  lines: { id: string; text: string }[];
  workspace: string;
  closeHref: string;
};

/** Goals or weak points of a page, to be put in order by dragging or by key. */
export function SortDrawer({ kind, phase, lines, workspace, closeHref }: SortDrawerProps) {
  const t = useTranslations("phasebook.sort");
  const { run } = useAction({ action: sortLinesAction, undo: sortLinesAction, workspace });
  return (
    <SideDrawer title={t(kind)} closeHref={closeHref}>
      <p className="mb-3 text-muted">{t(`lead.${kind}`)}</p>
      <SortableList
        label={t(kind)}
        items={lines.map(({ id, text }) => ({ key: id, name: text, content: text }))}
        onReorder={(keys) => run({ phase, kind, order: JSON.stringify(keys) }, t("done"))}
      />
    </SideDrawer>
  );
}
