"use client";

export type Recent = { id: string; title: string; hint: string | null; group: string; href: string };

const most = 6;
const nameOf = (workspace: string) => `lotse.recent.${workspace}`;

/** Where this person went last with the palette, on this device only. */
export function readRecent(workspace: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(workspace)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : [];
  } catch {
    return [];
  }
}

export function keepRecent(workspace: string, one: Recent): void {
  try {
    const kept = [one, ...readRecent(workspace).filter(({ href }) => href !== one.href)].slice(0, most);
    localStorage.setItem(nameOf(workspace), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still searches.
  }
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === "object" &&
  value !== null &&
  ["id", "title", "group", "href"].every(
    (name) => typeof (value as Record<string, unknown>)[name] === "string",
  ) &&
  (value as Recent).href.startsWith("/");
