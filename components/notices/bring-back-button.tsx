"use client";

import { Button } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useAction } from "@/components/ui/use-action";
import { bringAllBackAction } from "@/lib/notices/actions";

export function BringBackButton({ workspace, count }: { workspace: string; count: number }) {
  const t = useTranslations("notices");
  const { run, isPending } = useAction({ action: bringAllBackAction, workspace });
  return (
    <Button size="sm" variant="ghost" isDisabled={isPending} onPress={() => run({})} className="text-muted">
      {t("bringBack", { count })}
    </Button>
  );
}
