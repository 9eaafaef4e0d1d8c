"use client";

import { Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/use-shortcut";

const pauseMs = 250;

/** Searches while somebody types, once they pause. `/` puts the caret here; Enter goes on to the first row. */
export function SearchBox({ label, value }: { label: string; value: string }) {
  const router = useRouter();
  const search = useSearchParams();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [isPending, startTransition] = useTransition();
  useShortcut("/", () => field.current?.focus());
  useEffect(() => () => clearTimeout(timer.current), []);

  function go(q: string) {
    const next = new URLSearchParams(search);
    next.delete("after");
    if (q.trim() === "") next.delete("q");
    else next.set("q", q);
    startTransition(() => router.replace(`?${next}`, { scroll: false }));
  }

  return (
    <search aria-busy={isPending} className="relative mb-3 block max-w-xl print:hidden">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={field}
        type="search"
        name="q"
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        autoComplete="off"
        onChange={({ target }) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => go(target.value), pauseMs);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "ArrowDown") return;
          event.preventDefault();
          if (event.key === "Enter") {
            clearTimeout(timer.current);
            go(event.currentTarget.value);
          } else document.querySelector<HTMLElement>("[data-row-link]")?.focus();
        }}
        className="h-10 w-full rounded-md border border-border bg-surface ps-9 pe-10 text-[0.9375rem] outline-offset-2 placeholder:text-muted"
      />
      <span className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 max-md:hidden">
        <Kbd keys="/" />
      </span>
    </search>
  );
}
