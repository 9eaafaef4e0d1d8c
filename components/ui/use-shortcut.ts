"use client";

import { useEffect, useEffectEvent } from "react";

/**
 * A key for the whole page: "n", "/", "?", "mod+k" (Ctrl or ⌘). Single keys rest while somebody types or a dialog
 * is open.
 */
export function useShortcut(keys: string, run: () => void) {
  const onKeys = useEffectEvent(run);
  useEffect(() => {
    const mod = keys.startsWith("mod+");
    const key = keys.replace("mod+", "");
    function listen(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.key.toLowerCase() !== key) return;
      if (mod !== (event.ctrlKey || event.metaKey)) return;
      if (!mod && isBusy(event.target)) return;
      event.preventDefault();
      onKeys();
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [keys]);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isTyping = target.isContentEditable || target.matches("input, textarea, select");
  return isTyping || document.querySelector(overlays) !== null;
}

// Toasts carry the role of an alert dialog as well, but interrupt nobody.
const overlays = '[role="dialog"], [role="menu"], [role="alertdialog"]:not([data-slot="toast"])';
