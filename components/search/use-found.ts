"use client";

import { useEffect, useState } from "react";
import type { Found } from "@/lib/search/schema";

/** Typing is not yet asking. */
const pauseMs = 120;

export type Answer = { found: Found[]; state: "idle" | "asking" | "done" | "failed" };

const idle: Answer = { found: [], state: "idle" };

/** What the workspace has under the words typed so far; the question before is given up. */
export function useFound(workspace: string, text: string): Answer {
  const [answer, setAnswer] = useState<Answer>(idle);
  const q = text.trim();
  useEffect(() => {
    if (q === "") {
      setAnswer(idle);
      return;
    }
    const asking = new AbortController();
    setAnswer((before) => ({ ...before, state: "asking" }));
    const timer = setTimeout(() => {
      fetch(`/w/${workspace}/search?q=${encodeURIComponent(q)}`, { signal: asking.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error(String(response.status));
          const { found } = (await response.json()) as { found: Found[] };
          setAnswer({ found, state: "done" });
        })
        .catch(() => {
          if (!asking.signal.aborted) setAnswer({ found: [], state: "failed" });
        });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [q, workspace]);
  return answer;
}
