"use client";

import { Button, Drawer } from "@heroui/react";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type SideDrawerProps = { title: string; closeHref: string; actions?: ReactNode; children: ReactNode };

/** The one drawer for details. It is part of the address: drawn when the page names what is open, closed by going on to `closeHref`. */
export function SideDrawer({ title, closeHref, actions, children }: SideDrawerProps) {
  const t = useTranslations("ui");
  const router = useRouter();
  const close = () => router.push(closeHref, { scroll: false });
  return (
    <Drawer.Backdrop isOpen onOpenChange={(isOpen) => (isOpen ? undefined : close())}>
      <Drawer.Content placement="right">
        <Drawer.Dialog className="w-[34rem] max-w-full gap-0 p-0 sm:w-[34rem]">
          <div className="flex items-center gap-2 border-b border-separator px-5 py-3">
            <Drawer.Heading className="min-w-0 flex-1 text-[0.9375rem]/6 font-semibold">
              {title}
            </Drawer.Heading>
            {actions}
            <Button isIconOnly variant="ghost" aria-label={t("close")} onPress={close} className="-me-2">
              <X aria-hidden="true" />
            </Button>
          </div>
          <div className="scrollbar flex-1 overflow-y-auto px-5 py-4">{children}</div>
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}
