"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { SavedView } from "@/lib/views/queries";

export type ViewsAnswer = { views: SavedView[]; state: "asking" | "done" | "failed" };

/** The views of a page, asked for when somebody wants to see them, and again after each change. */
export function useViews(workspace: string, page: string) {
  const [answer, setAnswer] = useState<ViewsAnswer>({ views: [], state: "asking" });
  const asking = useRef<AbortController | null>(null);

  const load = useCallback(() => {
    asking.current?.abort();
    const control = new AbortController();
    asking.current = control;
    fetch(`/w/${workspace}/views?page=${encodeURIComponent(page)}`, { signal: control.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        const { views } = (await response.json()) as { views: SavedView[] };
        setAnswer({ views, state: "done" });
      })
      .catch(() => {
        if (!control.signal.aborted) setAnswer({ views: [], state: "failed" });
      });
  }, [workspace, page]);

  useEffect(() => () => asking.current?.abort(), []);
  return { ...answer, load };
}
