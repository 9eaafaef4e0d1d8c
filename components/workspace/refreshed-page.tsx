"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** While it stands on a page, the page is asked for again and again; not while nobody looks. */
export function RefreshedPage({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
