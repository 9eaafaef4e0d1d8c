"use client";

import { Button, Drawer } from "@heroui/react";
import { Menu, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type NavItem, NavList } from "./nav-list";

/** The navigation on narrow screens: a drawer from the left, closed again by following a link. */
export function NavDrawer({ items, head }: { items: NavItem[]; head: ReactNode }) {
  const t = useTranslations("frame");
  const [isOpen, setOpen] = useState(false);
  return (
    <Drawer isOpen={isOpen} onOpenChange={setOpen}>
      <Button isIconOnly variant="ghost" aria-label={t("openNavigation")} className="-ms-2 lg:hidden">
        <Menu aria-hidden="true" />
      </Button>
      <Drawer.Backdrop>
        <Drawer.Content placement="left">
          <Drawer.Dialog aria-label={t("navigation")} className="gap-0 p-0">
            <div className="flex items-center gap-1 border-b border-separator p-2">
              <div className="min-w-0 flex-1">{head}</div>
              <Button
                isIconOnly
                variant="ghost"
                aria-label={t("closeNavigation")}
                onPress={() => setOpen(false)}
              >
                <X aria-hidden="true" />
              </Button>
            </div>
            <nav aria-label={t("navigation")} className="flex-1 overflow-y-auto p-2 pb-8">
              <NavList items={items} onFollow={() => setOpen(false)} />
            </nav>
          </Drawer.Dialog>
        </Drawer.Content>
      </Drawer.Backdrop>
    </Drawer>
  );
}
