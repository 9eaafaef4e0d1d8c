import { reasonInWords } from "@/lib/contracts/rules/usual-reasons";
import type { TimelineEntry } from "@/lib/dashboards/queries/list-timeline";
import { dimensions } from "@/lib/feedback/rules/codes";
import { formatBucket, formatDay, formatInstant } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { localName } from "@/lib/language/locale";
import type { Translate } from "@/lib/language/translator";
import { scoreOf } from "./prepare-customer";
import type { TimelineItem } from "./timeline";

type Words = {
  t: Translate;
  /** The words for moods are those of the form that asks for them. */
  ofForm: Translate;
  locale: string;
  currency: string;
  timeZone: string;
  workspace: string;
};

/** Entries in the words of the reader, by month. */
export function prepareTimeline(entries: readonly TimelineEntry[], words: Words) {
  const months: { key: string; label: string; items: TimelineItem[] }[] = [];
  for (const entry of entries) {
    const key = entry.day.slice(0, 7);
    if (months.at(-1)?.key !== key)
      months.push({ key, label: formatBucket(`${key}-01`, "month", words.locale).long, items: [] });
    months.at(-1)?.items.push(itemOf(entry, words));
  }
  return months;
}

function itemOf(entry: TimelineEntry, words: Words): TimelineItem {
  const { t, locale, currency, timeZone, workspace } = words;
  const { kind, event, detail, id, day } = entry;
  const named = (row: { name: string; translations: unknown } | null | undefined) =>
    row ? localName(row, locale) : null;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const places = [named(detail.touchpoint), named(detail.channel)];
  const base = {
    key: `${kind} ${id} ${event}`,
    kind,
    // Contracts and phases begin on a day; feedback, orders and contacts have their minute.
    when:
      kind === "contract" || kind === "phase"
        ? formatDay(day, locale)
        : formatInstant(entry.at, locale, timeZone),
  };
  const some = (parts: (string | null | undefined)[]) =>
    parts.filter((part) => typeof part === "string" && part !== "") as string[];
  const reason = (said: string | null | undefined) => said && reasonInWords(said, locale);
  switch (kind) {
    case "contact":
      return {
        ...base,
        title: t(`timeline.contact.${detail.direction ?? "in"}`),
        text: detail.text ?? undefined,
        details: some([...places, detail.outcome, detail.by]),
      };
    case "order":
      return {
        ...base,
        title: t(`timeline.order.${detail.status ?? "completed"}`, { amount: money(detail.amount ?? 0) }),
        details: some(detail.items ?? []),
      };
    case "contract":
      return {
        ...base,
        title: t(`timeline.contract.${event.slice(2)}`, { plan: detail.plan ?? "" }),
        details: some([
          event === "a-start" ? t("timeline.perMonth", { amount: money(detail.amount ?? 0) }) : null,
          event === "b-notice" || event === "d-end" ? reason(detail.reason) : null,
          event === "d-end" && detail.involuntary ? t("timeline.involuntary") : null,
        ]),
      };
    case "feedback":
      return {
        ...base,
        title: feedbackTitle(detail, words),
        text: detail.text ?? undefined,
        details: some(places),
        href: `/w/${workspace}/feedback/${id}`,
      };
    case "phase":
      return {
        ...base,
        title: t("timeline.phase", { name: named(detail.phase) ?? "" }),
        details: some([reason(detail.text)]),
      };
  }
}

function feedbackTitle({ scores }: TimelineEntry["detail"], { t, ofForm }: Words): string {
  if (!scores || scores.length === 0) return t("timeline.feedback");
  const said = scores.slice(0, 3).map((score) => {
    const dimension = dimensions.nameOf(score.dimension);
    if (dimension === "mood") return t("timeline.mood", { word: ofForm(`moods.${score.score}`) });
    const { text, metric } = scoreOf(score, t);
    const about = dimension === "experience" ? "" : ` (${t(`dimensions.${dimension}`)})`;
    return `${t(`metrics.${metric}`)}${about} ${text}`;
  });
  return said.join(", ");
}
