import type { MapPoint } from "@/components/charts/importance-map";
import type { RankedBar } from "@/components/charts/ranked-bars";
import type { DriversData } from "@/lib/drivers/queries/load-drivers";
import type { StatedImportance } from "@/lib/drivers/queries/stated-importance";
import { analyseCases, driverShare } from "@/lib/drivers/rules/analyse-cases";
import type { DriversInput } from "@/lib/drivers/schema";
import { formatBounds, formatCount, formatRange, formatShare, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { Driver, DriverAnalysis } from "@/lib/metrics/drivers";
import { SCALES } from "@/lib/metrics/scales";
import { feedbackAddress } from "../dashboards/feedback-address";

export type DriverWords = { t: Translate; locale: string };

export type DriverLine = {
  key: string;
  /** Its number in the drawing; those that are not certain have one too, but no rank. */
  mark: string;
  name: string;
  href: string;
  share: string;
  range: string;
  mean: string;
  stated: string;
  driver: Driver;
};

export type PreparedDrivers = {
  analysis: DriverAnalysis;
  lead: string[];
  lines: DriverLine[];
  bars: RankedBar[];
  map: { points: MapPoint[]; split: { x: number; y: number } } | null;
  suppressors: string[];
  reversed: string[];
};

/** Everything that the page says, worked out once from the cases. */
export function prepareDrivers(
  data: DriversData,
  input: DriversInput,
  workspace: string,
  words: DriverWords,
): PreparedDrivers {
  const analysis = analyseCases(data.cases);
  const drivers = analysis.result?.drivers ?? [];
  const places = new Map(data.places.touchpoints.map((one) => [String(one.id), one]));
  const stated = new Map(data.stated.map(([id, one]) => [String(id), one]));
  const lines = drivers.map((driver, index): DriverLine => {
    const place = places.get(driver.key);
    const { locale } = words;
    return {
      key: driver.key,
      mark: String(index + 1),
      name: place?.name ?? "",
      href: feedbackAddress(workspace, {
        filter: { ...filterOf(input), touchpoint: place ? [place.key] : undefined },
        period: data.period,
      }),
      share: formatShare(shareOf(driver), locale, 1),
      range: rangeText(driver, locale),
      mean: `${formatValue("rating", driver.mean, locale)} (${scaleOf(data, driver)})`,
      stated: statedText(stated.get(driver.key), words),
      driver,
    };
  });
  return {
    analysis,
    lead: leadOf(data, analysis, lines, words),
    lines,
    bars: lines.map((line) => barOf(line, lines, words)),
    map: mapOf(data, lines, words),
    suppressors: lines.filter(({ driver }) => driver.suppressor).map(({ name }) => name),
    reversed: lines
      .filter(({ driver }) => driver.beta < 0 && !driver.suppressor && driver.significant)
      .map(({ name }) => name),
  };
}

/** The page's filter without its period, which a link carries as dates. */
function filterOf({ outcome: _, period: __, from: ___, to: ____, ...filter }: DriversInput) {
  return filter;
}

const shareOf = (driver: Driver): number => driverShare(driver) ?? 0;

export function rangeText({ range }: Driver, locale: string): string {
  if (!range) return "";
  const { low, high } = formatBounds("csat", range, locale);
  return formatRange(low, high);
}

const scaleNameOf = ({ cases }: DriversData, { key }: Driver) =>
  cases.touchpoints.find(({ touchpointId }) => String(touchpointId) === key)?.scaleName ?? "1-5";

const scaleOf = (data: DriversData, driver: Driver): string => {
  const { min, max } = SCALES[scaleNameOf(data, driver)];
  return `${min}–${max}`;
};

function statedText(stated: StatedImportance | undefined, { t, locale }: DriverWords): string {
  if (!stated) return "–";
  const value = formatValue("rating", stated.value, locale);
  return stated.n === null
    ? t("stated.set", { value })
    : t("stated.answers", { value, n: stated.n, shown: formatCount(stated.n, locale) });
}

/** The answer in words: only what the ranges allow. */
function leadOf(
  { outcome, cases, asked }: DriversData,
  analysis: DriverAnalysis,
  lines: readonly DriverLine[],
  { t, locale }: DriverWords,
): string[] {
  if (!asked.includes(outcome)) return [t(`notAsked.${outcome}`)];
  if (cases.touchpoints.length < 2) return [t("noTouchpoints")];
  if (!analysis.result)
    return [
      t("tooFew", {
        n: analysis.n,
        shown: formatCount(analysis.n, locale),
        needed: formatCount(analysis.needed, locale),
        touchpoints: cases.touchpoints.length,
      }),
    ];
  const certain = lines.filter(
    ({ driver }) => driver.rank !== null && driver.beta > 0 && driver.correlation > 0,
  );
  const [first, second] = certain;
  if (!first) return [t("noneCertain")];
  const alone = (first.driver.range?.low ?? 0) > (second?.driver.range?.high ?? 0);
  return [
    t(`tied.${outcome}`, { name: first.name }),
    second && !alone ? t("closeSecond", { name: second.name }) : t("closest"),
    t("notAProof"),
  ];
}

function barOf(line: DriverLine, lines: readonly DriverLine[], { t }: DriverWords): RankedBar {
  const { driver } = line;
  const longest = Math.max(...lines.map((one) => one.driver.range?.high ?? shareOf(one.driver)));
  const at = (share: number) => (longest > 0 ? share / longest : 0);
  return {
    key: line.key,
    label: `${line.mark}. ${line.name}`,
    href: line.href,
    value: line.share,
    range: line.range,
    n: "",
    at: at(shareOf(driver)),
    ...(driver.range ? { low: at(driver.range.low), high: at(driver.range.high) } : {}),
    tone: "plain",
    isThin: driver.significant !== true,
    detail: t("experienced", { value: line.mean }),
  };
}

/** The drawing needs two touchpoints; what lies at its edges is drawn a little inside. */
function mapOf(data: DriversData, lines: readonly DriverLine[], { t }: DriverWords): PreparedDrivers["map"] {
  if (lines.length < 2) return null;
  const places = lines.map(({ driver }) => {
    const { min, max } = SCALES[scaleNameOf(data, driver)];
    return { performance: (driver.mean - min) / (max - min), importance: shareOf(driver) };
  });
  const performances = places.map(({ performance }) => performance);
  const [least, most] = [Math.min(...performances), Math.max(...performances)];
  const highest = Math.max(...places.map(({ importance }) => importance));
  const inside = (value: number) => 0.06 + 0.88 * value;
  const x = (performance: number) => inside(most > least ? (performance - least) / (most - least) : 0.5);
  const y = (importance: number) => inside(highest > 0 ? importance / highest : 0.5);
  const middle = performances.reduce((sum, one) => sum + one, 0) / performances.length;
  return {
    split: { x: x(middle), y: y(1 / lines.length) },
    points: lines.map((line, index) => ({
      key: line.key,
      mark: line.mark,
      label: line.name,
      href: line.href,
      x: x(places[index]?.performance ?? 0),
      y: y(places[index]?.importance ?? 0),
      said: t("map.said", { share: line.share, mean: line.mean }),
      isPale: line.driver.significant !== true,
    })),
  };
}
