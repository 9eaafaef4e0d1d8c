import type { Verdict } from "@/components/ui/verdict-chip";
import { formatCount } from "@/lib/format/numbers";
import type { ImportView } from "@/lib/imports/queries/get-import";
import type { Translate } from "@/lib/language/translator";

const verdicts: Record<ImportView["status"], Pick<Verdict, "icon" | "tone">> = {
  queued: { icon: "few", tone: "none" },
  running: { icon: "few", tone: "none" },
  done: { icon: "check", tone: "good" },
  failed: { icon: "cross", tone: "bad" },
  undone: { icon: "same", tone: "none" },
};

export function statusChip({ status, rejected }: ImportView, t: Translate): Verdict {
  if (status === "done" && rejected > 0)
    return { word: t("status.doneWithErrors"), icon: "warning", tone: "caution" };
  return { word: t(`status.${status}`), ...verdicts[status] };
}

const kinds = ["created", "updated", "unchanged", "duplicate", "rejected", "skipped"] as const;

/** "6,977 lines: 6,806 created, 171 skipped": only what happened. */
export function countsInWords(found: ImportView, t: Translate, locale: string): string {
  const parts = partsOf(found, t, locale);
  const lines = t("counts.lines", { n: found.lines, shown: formatCount(found.lines, locale) });
  return parts.length > 0 ? `${lines}: ${parts.join(", ")}` : lines;
}

type Outcomes = Record<(typeof kinds)[number], number>;

const partsOf = (found: Outcomes, t: Translate, locale: string): string[] =>
  kinds
    .filter((kind) => found[kind] > 0)
    .map((kind) => t(`counts.${kind}`, { n: found[kind], shown: formatCount(found[kind], locale) }));

/** "1,950 created, 12 duplicates". */
export const outcomesInWords = (found: Outcomes, t: Translate, locale: string): string =>
  partsOf(found, t, locale).join(", ");
