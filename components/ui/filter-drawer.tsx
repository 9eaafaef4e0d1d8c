"use client";

import { Button, Drawer } from "@heroui/react";
import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";

/** The filter bar on a phone: one button with the number of filters in use, the filters in a drawer from below. */
export function FilterDrawer({
  count,
  reset,
  children,
}: {
  count: number;
  reset: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("ui.filter");
  const [isOpen, setOpen] = useState(false);
  return (
    <Drawer isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        variant="outline"
        className={count > 0 ? "border-transparent bg-accent-soft text-accent-text" : "text-muted"}
      >
        <SlidersHorizontal aria-hidden="true" />
        {count > 0 ? t("filterCount", { count }) : t("filter")}
      </Button>
      <Drawer.Backdrop>
        <Drawer.Content placement="bottom">
          <Drawer.Dialog className="gap-0 p-4 pb-6">
            <Drawer.Heading className="mb-3 font-semibold">{t("filter")}</Drawer.Heading>
            <div className="flex flex-col gap-2">{children}</div>
            <div className="mt-4 flex justify-between gap-2">
              {reset}
              <Button onPress={() => setOpen(false)} className="ms-auto">
                {t("done")}
              </Button>
            </div>
          </Drawer.Dialog>
        </Drawer.Content>
      </Drawer.Backdrop>
    </Drawer>
  );
}
