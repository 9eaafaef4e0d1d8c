"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { formatCount, formatShare } from "@/lib/format/numbers";
import type { Preview } from "@/lib/segments/queries/preview-rule";
import { segmentRule } from "@/lib/segments/schema/rule";

const pauseMs = 350;
/** What an address may hold, with all that surrounds it. */
const longest = 6_000;

type State = Preview | { problem: string } | null;

/** How many customers a rule means, while it is written: asked after a short pause, given up when it changes again. */
export function RulePreview({ workspace, rule }: { workspace: string; rule: string }) {
  const t = useTranslations("segments.preview");
  const locale = useLocale();
  const state = usePreview(workspace, rule);
  return (
    <section
      aria-label={t("title")}
      aria-live="polite"
      className="rounded-lg border border-separator p-4 lg:sticky lg:top-20"
    >
      <h2 className="font-semibold">{t("title")}</h2>
      {state === null ? <p className="mt-2 text-muted">{t("counting")}</p> : null}
      {state && "problem" in state ? <p className="mt-2 text-pretty text-muted">{state.problem}</p> : null}
      {state && "members" in state ? (
        <>
          <p className="figures mt-2">
            {t("count", {
              shown: formatCount(state.members, locale),
              customers: formatCount(state.customers, locale),
              share: state.customers === 0 ? "–" : formatShare(state.members / state.customers, locale),
            })}
          </p>
          <p className="mt-3 text-xs text-muted">{state.members === 0 ? t("nobody") : t("sample")}</p>
          <ul className="mt-1 flex flex-col gap-0.5">
            {state.sample.map(({ id, name, externalId, email }) => (
              <li key={id} className="truncate">
                {name ?? externalId ?? email ?? "–"}
                {name && externalId ? <span className="text-xs text-muted"> {externalId}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function usePreview(workspace: string, rule: string): State {
  const t = useTranslations("segments.preview");
  const [state, setState] = useState<State>(null);
  const words = { incomplete: t("incomplete"), failed: t("failed"), tooLong: t("tooLong") };
  const { incomplete, failed, tooLong } = words;
  useEffect(() => {
    if (rule.length > longest) return setState({ problem: tooLong });
    if (!segmentRule.safeParse(JSON.parse(rule)).success) return setState({ problem: incomplete });
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      setState(null);
      try {
        const answer = await fetch(`/w/${workspace}/segments/preview?rule=${encodeURIComponent(rule)}`, {
          signal: asking.signal,
        });
        const body = await answer.json();
        if (answer.ok) setState(body as Preview);
        else setState({ problem: answer.status === 422 ? (body.error?.message ?? failed) : incomplete });
      } catch {
        if (!asking.signal.aborted) setState({ problem: failed });
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [workspace, rule, incomplete, failed, tooLong]);
  return state;
}
