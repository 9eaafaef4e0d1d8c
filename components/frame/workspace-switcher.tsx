"use client";

import { Button, Dropdown } from "@heroui/react";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Logo } from "./logo";

export type WorkspaceChoice = { name: string; href: string; isCurrent?: boolean };

export function WorkspaceSwitcher({
  workspaces,
  createHref,
}: {
  workspaces: WorkspaceChoice[];
  createHref?: string;
}) {
  const t = useTranslations("frame");
  const current = workspaces.find(({ isCurrent }) => isCurrent);
  return (
    <Dropdown>
      <Button
        variant="ghost"
        fullWidth
        aria-label={t("switchWorkspace", { name: current?.name ?? "" })}
        className="justify-start gap-2.5 px-2"
      >
        <Logo className="size-5!" />
        <span className="min-w-0 truncate font-semibold">{current?.name}</span>
        <ChevronsUpDown aria-hidden="true" className="ms-auto size-3.5! text-muted" />
      </Button>
      <Dropdown.Popover placement="bottom start" className="min-w-60">
        <Dropdown.Menu aria-label={t("workspaces")}>
          <Dropdown.Section aria-label={t("workspaces")}>
            {workspaces.map(({ name, href, isCurrent }) => (
              <Dropdown.Item key={href} id={href} href={href} textValue={name}>
                <span className="flex-1">{name}</span>
                {isCurrent ? <Check aria-label={t("current")} className="size-4 text-accent-text" /> : null}
              </Dropdown.Item>
            ))}
          </Dropdown.Section>
          {createHref ? (
            <Dropdown.Section aria-label={t("more")} className="mt-1 border-t border-separator pt-1">
              <Dropdown.Item id="create" href={createHref} textValue={t("createWorkspace")}>
                <Plus aria-hidden="true" className="size-4 text-muted" />
                {t("createWorkspace")}
              </Dropdown.Item>
            </Dropdown.Section>
          ) : null}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
