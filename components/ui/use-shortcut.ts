"use client";

import { useEffect, useEffectEvent } from "react";
import { addShortcut, type ShortcutGroup } from "./shortcuts";

/**
 * A key for as long as this component is shown: "n", "/", "?", "mod+k" (Ctrl or ⌘), "g o" (one after the other). Single
 * keys rest while somebody types or a dialog is open.
 * @param label what it does; with one it stands in the help that `?` opens
 */
export function useShortcut(keys: string, run: () => void, label?: string, group: ShortcutGroup = "page") {
  const onKeys = useEffectEvent(run);
  useEffect(() => addShortcut({ keys, run: () => onKeys(), label, group }), [keys, label, group]);
}
