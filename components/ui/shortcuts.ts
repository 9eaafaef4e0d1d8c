"use client";

export type ShortcutGroup = "page" | "general" | "places";
export type Shortcut = {
  /** "n", "/", "?", "mod+k" (Ctrl or ⌘), or two keys after each other: "g o". */
  keys: string;
  run: () => void;
  /** What it does; without one it is not listed in the help. */
  label?: string | undefined;
  group: ShortcutGroup;
};

/** How long the first of two keys waits for the second. */
const patienceMs = 1_200;

const registered: Shortcut[] = [];
const watchers = new Set<() => void>();
let listed: readonly Shortcut[] = [];
let first: { key: string; at: number } | null = null;

/** All keys of the page go through here, so two never answer the same press: what was added last comes first. */
export function addShortcut(shortcut: Shortcut): () => void {
  if (registered.length === 0) document.addEventListener("keydown", listen);
  registered.push(shortcut);
  tell();
  return () => {
    registered.splice(registered.indexOf(shortcut), 1);
    if (registered.length === 0) document.removeEventListener("keydown", listen);
    tell();
  };
}

export const listShortcuts = (): readonly Shortcut[] => listed;

export function watchShortcuts(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function tell() {
  listed = registered.filter(({ label }) => label !== undefined);
  for (const watcher of watchers) watcher();
}

function listen(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  const isMod = event.ctrlKey || event.metaKey;
  if (!isMod && isBusy(event.target)) return;
  const before = first && event.timeStamp - first.at < patienceMs ? first.key : null;
  first = null;
  const wanted = isMod ? `mod+${key}` : before === null ? key : `${before} ${key}`;
  const found = registered.findLast(({ keys }) => keys === wanted);
  if (found) {
    event.preventDefault();
    found.run();
  } else if (!isMod && registered.some(({ keys }) => keys.startsWith(`${key} `))) {
    first = { key, at: event.timeStamp };
  }
}

/** Single keys rest while somebody types or a dialog is open. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isTyping = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  return isTyping || document.querySelector(overlays) !== null;
}

// Toasts carry the role of an alert dialog as well, but interrupt nobody.
const overlays =
  '[role="dialog"], [role="menu"], [role="listbox"], [role="alertdialog"]:not([data-slot="toast"])';
