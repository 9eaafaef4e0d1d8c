"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ImportProgress } from "@/components/ui/import-progress";
import { formatCount } from "@/lib/format/numbers";

type Counts = { status: string; lines: number; totalLines: number };

const everyMs = 1_000;

/** Counts of an import under way; asks again and again until it has ended, and not at all once nobody looks. */
export function WatchedProgress({ href, start }: { href: string; start: Counts }) {
  const t = useTranslations("importPages");
  const locale = useLocale();
  const router = useRouter();
  const [counts, setCounts] = useState(start);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    async function ask(): Promise<void> {
      const answer = await fetch(href, { signal: stop.signal }).catch(() => null);
      if (stop.signal.aborted) return;
      const found = answer?.ok ? ((await answer.json()) as Counts) : null;
      if (found) setCounts(found);
      if (found && !["queued", "running"].includes(found.status)) router.refresh();
      else timer = setTimeout(ask, everyMs);
    }
    timer = setTimeout(ask, everyMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [href, router]);
  const { lines, totalLines } = counts;
  return (
    <ImportProgress
      label={t("progress")}
      share={totalLines > 0 ? Math.min(1, lines / totalLines) : null}
      counts={t("progressCounts", {
        done: formatCount(lines, locale),
        total: formatCount(totalLines, locale),
      })}
    />
  );
}
