"use client";

import { useTranslations } from "next-intl";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SortableList } from "@/components/ui/sortable-list";
import { useAction } from "@/components/ui/use-action";
import { sortInformationNeedsAction } from "@/lib/buying/actions";

type SortDrawerProps = {
  phase: { key: string; name: string };
  needs: { id: string; text: string }[];
  workspace: string;
  closeHref: string;
};

/** The needs of a sub-phase, to be put in the order in which they come up. */
export function SortDrawer({ phase, needs, workspace, closeHref }: SortDrawerProps) {
  const t = useTranslations("buying.sort");
  const { run } = useAction({
    action: sortInformationNeedsAction,
    undo: sortInformationNeedsAction,
    workspace,
  });
  return (
    <SideDrawer title={t("title", { phase: phase.name })} closeHref={closeHref}>
      <p className="mb-3 text-muted">{t("lead")}</p>
      <SortableList
        label={t("title", { phase: phase.name })}
        items={needs.map(({ id, text }) => ({ key: id, name: text, content: text }))}
        onReorder={(keys) => run({ phase: phase.key, order: JSON.stringify(keys) }, t("done"))}
      />
    </SideDrawer>
  );
}
