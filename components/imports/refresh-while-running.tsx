"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server again while something is under way; it goes as soon as the page is drawn without it. */
export function RefreshWhileRunning() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 1_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
