"use client";

import { useEffect, useState } from "react";
import type { Caller } from "./draft";

const typingPause = 80;

/** Asks while somebody types; an answer that comes too late for what stands there now is thrown away. */
export function useFound(workspace: string, said: string): { found: Caller[]; isLoading: boolean } {
  const [answer, setAnswer] = useState<{ said: string; found: Caller[] }>({ said: "", found: [] });
  useEffect(() => {
    if (said === "") return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const address = `/w/${workspace}/log/customers?q=${encodeURIComponent(said)}`;
        const response = await fetch(address, { signal: abort.signal });
        const found = response.ok ? ((await response.json()) as Caller[]) : [];
        setAnswer({ said, found });
      } catch {
        // Aborted, or no connection: nobody is found, and whoever types can go on.
        if (!abort.signal.aborted) setAnswer({ said, found: [] });
      }
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [workspace, said]);
  if (said === "") return { found: [], isLoading: false };
  return { found: answer.said === said ? answer.found : [], isLoading: answer.said !== said };
}
