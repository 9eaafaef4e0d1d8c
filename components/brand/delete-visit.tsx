"use client";

import { Button } from "@heroui/react";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAction } from "@/components/ui/use-action";
import { deleteRatingsAction, undoRatingsAction } from "@/lib/brand/actions";

type DeleteVisitProps = { ids: string[]; workspace: string; name: string };

/** Takes a visit out, with the way back in the toast. */
export function DeleteVisit({ ids, workspace, name }: DeleteVisitProps) {
  const t = useTranslations("brand.visits");
  const { run, isPending } = useAction({ action: deleteRatingsAction, undo: undoRatingsAction, workspace });
  return (
    <Button
      size="sm"
      variant="ghost"
      isIconOnly
      isDisabled={isPending}
      aria-label={t("delete", { name })}
      onPress={() => run({ ids: JSON.stringify(ids) }, t("deleted"))}
      className="text-muted"
    >
      <Trash2 aria-hidden="true" />
    </Button>
  );
}
