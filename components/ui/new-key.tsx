"use client";

import { useRouter } from "next/navigation";
import { useShortcut } from "./use-shortcut";

/** `n` makes a new one on this page. */
export function NewKey({ href, label }: { href: string; label: string }) {
  const router = useRouter();
  useShortcut("n", () => router.push(href, { scroll: false }), label);
  return null;
}
