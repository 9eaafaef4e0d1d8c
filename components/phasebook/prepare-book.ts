import type { ShareRow } from "@/components/charts/share-bars";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { formatWholeMoney } from "@/lib/format/money";
import { formatBounds, formatCount, formatShare, formatValue } from "@/lib/format/numbers";
import type { Locale } from "@/lib/language/locale";
import { thinness } from "@/lib/metrics/thin-data";
import type { BookData, BookPage } from "@/lib/phasebook/queries/load-book";
import {
  type CoverageKind,
  coverageKinds,
  isShortOfPassive,
  type PhaseLoad,
  shareOf,
} from "@/lib/phasebook/rules/coverage";
import type { BookInput } from "@/lib/phasebook/schema/pages";
import { starterCatalogue } from "@/lib/workspaces/rules/starter-catalogue";
import { type BookWords, pageAddress, periodSearch } from "./book-words";

/** "81 % of the budget sits in the active phase, 3 % in the passive. Yet 270 customers of 8,778 left in this time." */
export function coverageSentences({ concentrations, left }: BookData, { t, locale }: BookWords): string[] {
  return concentrations.map((one) => {
    const { kind, most, mostShare, least, leastShare } = one;
    const warning = t(`coverage.warning.${kind}`, {
      most: formatShare(mostShare, locale, 0),
      mostPhase: placed(most, "first", t, locale),
      least: formatShare(leastShare, locale, 0),
      leastPhase: placed(least, "second", t, locale),
    });
    if (!left || !isShortOfPassive(one)) return warning;
    const counted = { lost: formatCount(left.lost, locale), active: formatCount(left.active, locale) };
    return `${warning} ${t("coverage.warning.left", { ...counted, n: left.lost })}`;
  });
}

/** "in the active phase": the usual names are spoken, others are quoted. */
function placed(
  { key, name }: PhaseLoad,
  place: "first" | "second",
  t: BookWords["t"],
  locale: Locale,
): string {
  const usual = starterCatalogue(locale).phases.find((phase) => phase.key === key);
  const isUsual = usual?.name === name && !usual.parent;
  return t(`coverage.${place}`, { key: isUsual ? key : "other", name });
}

export function bookLead(data: BookData, words: BookWords): string {
  const { t } = words;
  const count = (of: (page: BookPage) => number) => data.pages.reduce((sum, page) => sum + of(page), 0);
  const [goals, weakPoints, measures] = [
    count((page) => page.goals),
    count((page) => page.weakPoints),
    count((page) => page.measures),
  ];
  const written = t("lead", { pages: data.pages.length, goals, weakPoints, measures });
  const hasSomething = data.mains.some((main) => coverageKinds.some((kind) => main[kind] > 0));
  if (data.concentrations.length > 0 || !hasSomething || data.mains.length < 2) return written;
  return `${written} ${t("coverage.spread")}`;
}

const writers: Record<CoverageKind, (value: number, words: BookWords) => string> = {
  touchpoints: (value, { locale }) => formatCount(value, locale),
  feedback: (value, { locale }) => formatCount(value, locale),
  budget: (value, { locale, currency }) => formatWholeMoney(value, currency, locale),
  personDays: (value, { t, locale }) => t("days", { n: value, shown: formatCount(value, locale) }),
};

/** The main phases' shares of touchpoints, feedback, money and days; a kind of which there is nothing is left out. */
export function coverageRows({ mains }: BookData, words: BookWords): ShareRow[] {
  return coverageKinds.flatMap((kind) => {
    const total = mains.reduce((sum, main) => sum + main[kind], 0);
    if (total === 0) return [];
    return [
      {
        key: kind,
        label: words.t(`coverage.kinds.${kind}`),
        total: writers[kind](total, words),
        parts: mains.map((main) => {
          const share = shareOf(main, mains, kind) ?? 0;
          return {
            key: main.key,
            name: main.name,
            share,
            text: formatShare(share, words.locale, 0),
            value: writers[kind](main[kind], words),
          };
        }),
      },
    ];
  });
}

export type PageCard = {
  key: string;
  name: string;
  href: string;
  isRetired: boolean;
  score: { value: string; range?: string; n: string; href: string; isPale: boolean } | null;
  facts: { key: string; label: string; value: string; share: string | null; href?: string }[];
  written: string;
};

/** The pages of the book under their main phases. */
export function bookCards(
  data: BookData,
  input: BookInput,
  workspace: string,
  words: BookWords,
): { key: string; name: string; cards: PageCard[] }[] {
  const kept = periodSearch(input);
  return data.mains.map(({ key, name }) => ({
    key,
    name,
    cards: data.pages
      .filter(({ parent }) => parent === key)
      .map((page) => ({
        key: page.key,
        name: page.name,
        href: pageAddress(workspace, `/${page.key}`, kept),
        isRetired: page.isRetired,
        score: scoreOf(page, data, workspace, words),
        facts: factsOf(page, data, workspace, words),
        written: writtenOf(page, words),
      })),
  }));
}

function scoreOf(
  { key, measured }: BookPage,
  { period }: BookData,
  workspace: string,
  { f, locale, fewBelow }: BookWords,
): PageCard["score"] {
  if (measured.n === 0) return null;
  const { id } = measured.definition;
  const bounds = measured.interval && formatBounds(id, measured.interval, locale);
  return {
    value: measured.value === null ? "–" : formatValue(id, measured.value, locale),
    ...(bounds ? { range: f("range", bounds) } : {}),
    n: f("answers", { n: measured.n, shown: formatCount(measured.n, locale) }),
    href: feedbackAddress(workspace, { filter: { phase: [key] }, period, measure: "csat" }),
    isPale: thinness(measured.n, fewBelow) !== "enough",
  };
}

function factsOf(page: BookPage, data: BookData, workspace: string, words: BookWords): PageCard["facts"] {
  const hrefs: Partial<Record<CoverageKind, string>> = {
    feedback: feedbackAddress(workspace, { filter: { phase: [page.key] }, period: data.period }),
  };
  const hasAny = (kind: CoverageKind) => data.pages.some((one) => one[kind] > 0);
  return coverageKinds.filter(hasAny).map((kind) => {
    const share = shareOf(page, data.pages, kind);
    const href = hrefs[kind];
    return {
      key: kind,
      label: words.t(`coverage.kinds.${kind}`),
      value: kind === "personDays" ? formatCount(page[kind], words.locale) : writers[kind](page[kind], words),
      share: share === null ? null : formatShare(share, words.locale, 0),
      ...(href && page[kind] > 0 ? { href } : {}),
    };
  });
}

function writtenOf({ goals, weakPoints, answered }: BookPage, { t }: BookWords): string {
  if (goals + weakPoints + answered === 0) return t("unwritten");
  return t("written", { goals, weakPoints });
}
