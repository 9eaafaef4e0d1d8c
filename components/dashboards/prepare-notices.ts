import type { NoticeItem } from "@/components/notices/notice-list";
import type { Notice } from "@/lib/dashboards/rules/notices";
import { changeInWords } from "./prepare-sentence";
import { verdictChip, type Words } from "./prepare-tile";

type Addresses = { ofTouchpoint: (key: string) => string; ofTouchpoints: (keys: string[]) => string };

const namesShown = 4;

/** Notices in words. */
export function prepareNotices(
  notices: readonly Notice[],
  { ofTouchpoint, ofTouchpoints }: Addresses,
  words: Words,
): NoticeItem[] {
  const { t } = words;
  return notices.map((notice) => {
    const { subject, said } = notice;
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
    const { touchpoints, kind } = notice;
    const names = touchpoints.slice(0, namesShown).map(({ name }) => name);
    const rest = touchpoints.length - names.length;
    return {
      subject,
      said,
      title: t(`needs.${kind}`, { count: touchpoints.length }),
      href: ofTouchpoints(touchpoints.map(({ key }) => key)),
      text: rest > 0 ? t("needs.andMore", { names: names.join(", "), rest }) : names.join(", "),
      verdict: {
        word: t(`needs.${kind}Word`),
        icon: kind === "silent" ? "open" : "warning",
        tone: "caution",
      },
    };
  });
}
