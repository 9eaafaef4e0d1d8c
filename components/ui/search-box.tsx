"use client";

import { SearchField } from "@heroui/react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { useShortcut } from "./use-shortcut";

/** Waits until somebody has stopped typing. */
const pauseMs = 250;

/** Searches the list of this page: what is typed stands in the address as `q`. `/` puts the caret here. */
export function SearchBox({ label, value = "" }: { label: string; value?: string | undefined }) {
  const t = useTranslations("ui");
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [text, setText] = useState(value);
  const [isPending, startTransition] = useTransition();
  const box = useRef<HTMLDivElement>(null);
  useShortcut("/", () => box.current?.querySelector("input")?.focus(), label);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (search.get("q") ?? "")) return;
    const timer = setTimeout(() => {
      const next = new URLSearchParams(search);
      for (const name of ["q", "page", "after", "cursor"]) next.delete(name);
      if (wanted) next.set("q", wanted);
      startTransition(() => router.replace(next.size > 0 ? `${path}?${next}` : path, { scroll: false }));
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, search, path, router]);

  return (
    <div ref={box} aria-busy={isPending} className="w-full sm:w-64">
      <SearchField aria-label={label} value={text} onChange={setText} fullWidth>
        <SearchField.Group>
          <SearchField.SearchIcon />
          <SearchField.Input placeholder={t("search")} />
          <SearchField.ClearButton />
        </SearchField.Group>
      </SearchField>
    </div>
  );
}
