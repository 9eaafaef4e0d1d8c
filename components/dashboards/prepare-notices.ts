import { type GapWords, gapChip, gapSentence } from "@/components/expectations/gap-words";
import type { NoticeItem } from "@/components/notices/notice-list";
import type { MissedExpectation, Notice } from "@/lib/dashboards/rules/notices";
import { changeInWords } from "@/lib/dashboards/rules/say-figure";
import { verdictChip, type Words } from "./prepare-tile";

type Addresses = {
  ofGap: (gap: MissedExpectation) => string;
  ofTouchpoint: (key: string) => string;
  ofWarning: (warning: "ownerless" | "silent") => string;
  ofFindings: (department: string) => string;
};

const namesShown = 4;

/** Notices in words. */
export function prepareNotices(
  notices: readonly Notice[],
  { ofGap, ofTouchpoint, ofWarning, ofFindings }: Addresses,
  words: Words,
  gapWords: GapWords,
): NoticeItem[] {
  const { t } = words;
  return notices.map((notice) => {
    const { subject, said } = notice;
    if (notice.kind === "gap") {
      const { row, touchpoint, segment } = notice.gap;
      const who = segment?.name ?? gapWords.t("everybody");
      return {
        subject,
        said,
        title: `${touchpoint.name}: ${who}`,
        href: ofGap(notice.gap),
        text: gapSentence(row, who, touchpoint.name, gapWords),
        verdict: gapChip(row.verdict, gapWords),
      };
    }
    if (notice.kind === "fall" || notice.kind === "rise") {
      const { key, name, now, change } = notice.touchpoint;
      return {
        subject,
        said,
        title: name,
        href: ofTouchpoint(key),
        text: changeInWords(now, change, words) ?? "",
        verdict: verdictChip(change.verdict, now.direction, t),
      };
    }
    if (notice.kind === "findings") {
      const { department, count, latest } = notice.findings;
      const text = latest.sentence;
      return {
        subject,
        said,
        title: t("needs.findings", { count }),
        href: ofFindings(department),
        text: count > 1 ? t("needs.findingsMore", { text, rest: count - 1 }) : text,
        verdict: { word: t("needs.findingsWord"), icon: "open", tone: "caution" },
      };
    }
    const { touchpoints, kind } = notice;
    const names = touchpoints.slice(0, namesShown).map(({ name }) => name);
    const rest = touchpoints.length - names.length;
    return {
      subject,
      said,
      title: t(`needs.${kind}`, { count: touchpoints.length }),
      href: ofWarning(kind),
      text: rest > 0 ? t("needs.andMore", { names: names.join(", "), rest }) : names.join(", "),
      verdict: {
        word: t(`needs.${kind}Word`),
        icon: kind === "silent" ? "open" : "warning",
        tone: "caution",
      },
    };
  });
}
