"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/use-shortcut";

/** Looks like a search field, opens the palette; Ctrl/⌘ K and / do the same from anywhere. */
export function SearchButton({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations("frame");
  useShortcut("mod+k", onOpen, t("search"), "general");
  useShortcut("/", onOpen, t("search"), "general");
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-keyshortcuts="Control+K Meta+K /"
      className="flex h-10 w-10 cursor-pointer items-center justify-center gap-2 rounded-md text-muted hover:text-foreground sm:h-8 sm:w-full sm:max-w-md sm:justify-start sm:bg-surface-secondary sm:px-2.5"
    >
      <Search aria-hidden="true" className="size-5 shrink-0 sm:size-4" />
      <span className="sr-only sm:not-sr-only sm:flex-1 sm:text-start">{t("search")}</span>
      <span className="hidden sm:inline">
        <Kbd keys="mod+k" />
      </span>
    </button>
  );
}
