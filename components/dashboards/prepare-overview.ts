import { cellAddress } from "@/components/expectations/gap-addresses";
import type { GapWords } from "@/components/expectations/gap-words";
import { inventoryAddress } from "@/components/inventory/inventory-address";
import type { OverviewData } from "@/lib/dashboards/queries/load-overview";
import { prepareSentence } from "@/lib/dashboards/rules/say-figure";
import { criticalScores } from "@/lib/dashboards/rules/score-bands";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { PageContext } from "@/lib/doors/define-page";
import type { PageFilter } from "@/lib/filters/schema";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { isLocale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { localDay } from "@/lib/period/local-day";
import { compareWithBefore } from "./compare-address";
import { customerSetAddress } from "./customer-set-address";
import { feedbackAddress } from "./feedback-address";
import { searchOf } from "./filter-search";
import { dashboardAddress } from "./page-addresses";
import { prepareCoverage } from "./prepare-coverage";
import { prepareNotices } from "./prepare-notices";
import { preparePhases } from "./prepare-phases";
import { prepareCustomerTile, prepareTile, type Words } from "./prepare-tile";
import { prepareWho } from "./prepare-who";

type Frame = Pick<PageContext, "workspace" | "timeZone">;

/** The figures that lead a page; the others are a tab away. */
const leading = ["relationship-nps", "csat", "ces"];

/** The overview as it is drawn, without its charts: every string and every address ready. */
export function prepareOverview(data: OverviewData, input: OverviewInput, page: Frame, words: Words) {
  const { workspace } = page;
  const { period, chosen } = data;
  const gapWords: GapWords = {
    t: translator(isLocale(words.locale) ? words.locale : "en", "expectations"),
    locale: words.locale,
  };
  const filter: PageFilter = input;
  const rows = (more: Partial<Parameters<typeof feedbackAddress>[1]>) =>
    feedbackAddress(workspace, { filter, period, ...more });
  const critical = chosen.scale ? criticalScores(chosen.key, chosen.scale) : [];
  return {
    sentence: [expectationsMet(data, gapWords), prepareSentence(chosen, words)].filter(Boolean).join(" "),
    tiles: data.measures
      .filter(({ key }) => leading.includes(key))
      .map((measure) => ({
        measure,
        tile: withWhy(
          prepareTile(measure, rows({ measure: measure.key }), words),
          compareWithBefore(workspace, { ...input, measure: measure.key }),
          words,
        ),
      })),
    customerTiles: data.customers.measures.map((measure) => ({
      measure,
      tile: prepareCustomerTile(
        measure,
        period ? customerSetAddress(workspace, measure, period, filter) : undefined,
        words,
      ),
    })),
    withoutMeaning: withoutMeaning(data, words),
    phases: preparePhases(
      data.phases,
      (phase) => rows({ filter: phase.filter, measure: "csat" }),
      words,
      gapWords,
    ),
    notices: prepareNotices(
      data.notices,
      {
        ofGap: ({ touchpoint, segment }) =>
          cellAddress(workspace, { touchpoint: touchpoint.key, segment: segment?.key }, filter),
        ofTouchpoint: (key) =>
          dashboardAddress(workspace, "", { ...filter, touchpoint: [key], measure: "csat" }),
        ofFindings: (department) => `/w/${workspace}/findings${searchOf({ department, seen: "open" })}`,
        ofWarning: (warning) => inventoryAddress(workspace, {}, { warning: [warning] }),
      },
      words,
      gapWords,
    ),
    sinceVisit: sinceVisit(data, words),
    who: prepareWho(
      data.who,
      data.places,
      (by, key) => rows({ filter: { ...filter, [by]: [key] }, measure: chosen.key }),
      words,
    ),
    coverage: prepareCoverage(data.coverage ?? [], data.places, { filter, period, workspace }, words),
    comments: data.comments.map(({ id, score, comment, answeredAt, customer, touchpoint }) => ({
      key: id,
      score: String(score),
      text: comment,
      about: [
        touchpoint,
        customer ?? words.t("anonymous"),
        formatDay(localDay(answeredAt, page.timeZone), words.locale),
      ]
        .filter(Boolean)
        .join(" · "),
      href: `/w/${workspace}/feedback/${id}`,
    })),
    commentsHref: rows({ measure: chosen.key, scores: critical, comment: true }),
  };
}

/** A change leads to both of its sides, where it can be seen what it comes from. */
function withWhy<Tile extends ReturnType<typeof prepareTile>>(tile: Tile, href: string, { t }: Words): Tile {
  return tile.change ? { ...tile, change: { ...tile.change, why: { href, label: t("why") } } } : tile;
}

/** "Expectations met: 17 of 51 touchpoints." */
function expectationsMet({ expectations }: OverviewData, { t, locale }: GapWords): string | null {
  if (!expectations || expectations.judged === 0) return null;
  const { met, judged } = expectations;
  return t("lead.met", {
    met: formatCount(met, locale),
    judged: formatCount(judged, locale),
  });
}

function withoutMeaning({ customers }: OverviewData, { t }: Words): string | null {
  if (customers.withoutMeaning.length === 0) return null;
  return t("customersWithout", {
    filters: customers.withoutMeaning.map((name) => t(`filters.${name}`)).join(", "),
  });
}

function sinceVisit({ sinceVisit: since }: OverviewData, { t, locale }: Words): string | undefined {
  if (!since) return undefined;
  return t("since", {
    day: formatDay(since.day, locale),
    n: since.records,
    shown: formatCount(since.records, locale),
    comments: formatCount(since.comments, locale),
  });
}
