"use client";

import { Button, Dropdown } from "@heroui/react";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAction } from "@/components/ui/use-action";
import { bringBackAction, putAsideAction } from "@/lib/notices/actions";
import { returnChoices } from "@/lib/notices/schema";

type PutAsideMenuProps = { workspace: string; subject: string; said: string; title: string };

/** "Known, tell me again when …". */
export function PutAsideMenu({ workspace, subject, said, title }: PutAsideMenuProps) {
  const t = useTranslations("notices");
  const { run, isPending } = useAction({ action: putAsideAction, workspace, undo: bringBackAction });
  return (
    <Dropdown>
      <Button size="sm" variant="ghost" isDisabled={isPending} className="relative z-1 text-muted">
        {t("known")}
        <span className="sr-only">: {title}</span>
        <ChevronDown aria-hidden="true" className="size-3.5! opacity-70" />
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-56">
        <Dropdown.Menu
          aria-label={t("tellAgain")}
          onAction={(until) => run({ subject, said, until: String(until) }, t("aside"))}
        >
          {returnChoices.map((choice) => (
            <Dropdown.Item key={choice} id={choice} textValue={t(`until.${choice}`)}>
              {t(`until.${choice}`)}
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
