"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

/** A key or a combination such as "mod+k" or "?", named as on the reader's own keyboard. */
export function Kbd({ keys }: { keys: string }) {
  const t = useTranslations("ui.keys");
  const isMac = useSyncExternalStore(subscribeToNothing, detectMac, () => false);
  const names = keys.split("+").map((key) => {
    if (key === "mod") return isMac ? "⌘" : t("ctrl");
    const named = key as Parameters<typeof t>[0];
    return t.has(named) ? t(named) : key.toUpperCase();
  });
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-separator bg-surface px-1 font-sans text-xs/none text-muted">
      {names.join(isMac ? "" : " ")}
    </kbd>
  );
}

const subscribeToNothing = () => () => {};
const detectMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
