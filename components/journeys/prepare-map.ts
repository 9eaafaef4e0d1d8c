import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { changeText } from "@/components/dashboards/prepare-tile";
import type { Verdict } from "@/components/ui/verdict-chip";
import { changesOf } from "@/lib/feedback/rules/difference-of";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type {
  JourneyMapData,
  MapColumn,
  MapMeasure,
  MapNote,
  Station,
} from "@/lib/journeys/queries/load-journey-map";
import { type Lane, lanes } from "@/lib/journeys/schema/map";
import type { Translate } from "@/lib/language/translator";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import { SCALES } from "@/lib/metrics/scales";
import { thinness } from "@/lib/metrics/thin-data";

export type Words = { t: Translate; locale: string; overview: Translate; fewBelow?: number };

/** Where a card's point stands on the curve: 0 is the worst that could be said, 1 the best; null: nobody said. */
export type Heights = { now: number | null; before: number | null; wish: number | null };

export type MapCard = {
  key: string;
  name: string;
  href: string;
  /** Somebody, else their department; null: nobody. */
  owner: string | null;
  moment: string | null;
  matters: boolean;
  isHidden: boolean;
  value: string | null;
  n: string;
  /** Said in place of a value, and of everything when somebody points at it. */
  title: string;
  isThin: boolean;
  expected: string | null;
  verdict: Verdict | null;
  change: { text: string; verdict: Verdict } | null;
  tone: "good" | "bad" | "none";
  heights: Heights;
  wish: number | null;
};

export type MapColumnView = {
  key: string;
  name: string;
  parent: string | null;
  cards: MapCard[];
  notes: Record<Lane, MapNote[]>;
  owners: string[];
  measures: MapMeasure[];
};

/** What the curve shows: how people felt, or, where that was hardly measured, how good it was. */
export type CurveKind = "mood" | "experience";

export type MapView = {
  title: string;
  sentence: string;
  curve: CurveKind;
  columns: MapColumnView[];
};

/** The whole map as it is drawn; a component decides nothing any more. */
export function prepareMap(data: JourneyMapData, workspace: string, words: Words): MapView {
  const curve = curveKindOf(data.columns);
  const changes = changesByKey(data);
  const columns = data.columns.map(({ key, name, parent, stations }) => ({
    key,
    name,
    parent,
    cards: stations.map((station) =>
      prepareCard(station, { data, curve, workspace, words, change: changes.get(station.key) ?? null }),
    ),
    notes: Object.fromEntries(
      lanes.map((lane) => [lane, data.notes.filter((one) => one.phase === key && one.lane === lane)]),
    ) as Record<Lane, MapNote[]>,
    owners: ownersOf(stations),
    measures: data.measures.filter((one) => one.phase === key),
  }));
  return { title: whoOf(data, words.t), sentence: mapSentence(data, changes, words), curve, columns };
}

const shownStations = (columns: readonly MapColumn[]): Station[] =>
  columns.flatMap(({ stations }) => stations.filter(({ isHidden }) => !isHidden));

/** Mood where it was measured at as many places as anything else was; two scales on one line would be two maps. */
function curveKindOf(columns: readonly MapColumn[]): CurveKind {
  const shown = shownStations(columns);
  const felt = shown.filter(({ mood }) => mood.value !== null).length;
  const said = shown.filter(({ score }) => score.value !== null).length;
  return felt > 0 && felt >= said ? "mood" : "experience";
}

type Change = ReturnType<typeof changesOf>[number];

/** What changed at each touchpoint; what is called up or down has passed the correction for so many comparisons. */
function changesByKey({ columns, against }: JourneyMapData): Map<string, Change> {
  if (!against) return new Map();
  const compared = shownStations(columns).flatMap(({ key, score, before }) =>
    before ? [{ key, before, after: score }] : [],
  );
  const changes = changesOf(compared);
  return new Map(compared.flatMap(({ key }, index) => (changes[index] ? [[key, changes[index]]] : [])));
}

type CardContext = {
  data: JourneyMapData;
  curve: CurveKind;
  workspace: string;
  words: Words;
  change: Change | null;
};

function prepareCard(station: Station, { data, curve, workspace, words, change }: CardContext): MapCard {
  const { t, locale, overview, fewBelow } = words;
  const { score, verdict, expected } = station;
  const { id } = score.definition;
  const isBeside = data.against !== null || expected !== null;
  const value = score.value === null ? null : formatValue(id, score.value, locale, isBeside);
  const bounds = score.interval && formatBounds(id, score.interval, locale, isBeside);
  const n = t("n", { n: score.n, shown: formatCount(score.n, locale) });
  const expectedText = expected === null ? null : formatValue("rating", expected, locale, true);
  const reason = score.n === 0 ? t("nobody") : score.suppressed ? t("suppressed") : t("severalScales");
  return {
    key: station.key,
    name: station.name,
    href: feedbackAddress(workspace, {
      filter: {
        touchpoint: [station.key],
        ...(data.segment ? { segment: [data.segment.key] } : {}),
      },
      period: data.period,
      measure: "experience",
    }),
    owner: station.owner ?? station.department,
    moment: station.moment,
    matters: station.matters,
    isHidden: station.isHidden,
    value,
    n,
    title: [
      station.name,
      value === null ? reason : `${value}${bounds ? ` (${t("range", bounds)})` : ""}, ${n}`,
      ...(expectedText ? [t("expected", { value: expectedText })] : []),
    ].join(" · "),
    isThin: thinness(score.n, fewBelow) !== "enough",
    expected: expectedText,
    verdict: verdict && verdictChipOf(verdict, t),
    change: changeText(score, change, { t: overview, locale }) ?? null,
    tone: toneOf(station),
    heights: {
      now: curve === "mood" ? moodHeight(station.mood.value) : heightOf(station, score.value),
      before: curve === "mood" ? null : heightOf(station, station.before?.value ?? null),
      wish: moodHeight(station.wish) ?? (curve === "mood" ? null : heightOf(station, expected)),
    },
    wish: station.wish,
  };
}

const moodHeight = (mood: number | null): number | null => (mood === null ? null : (mood + 2) / 4);

/** On the scale of the question; where nobody answered now, on the house's scale from 1 to 5. */
function heightOf({ scale }: Station, value: number | null): number | null {
  if (value === null) return null;
  const { min, max } = SCALES[scale ?? "1-5"];
  return Math.max(0, Math.min(1, (value - min) / (max - min)));
}

/** Judged by what people expect; where nothing is expected, nothing is judged. */
function toneOf({ verdict }: Station): MapCard["tone"] {
  if (verdict === "missed") return "bad";
  return verdict === "met" || verdict === "exceeded" ? "good" : "none";
}

export function verdictChipOf(verdict: GapVerdict, t: Translate): Verdict | null {
  const word = t(`verdicts.${verdict}`);
  switch (verdict) {
    case "exceeded":
      return { word, icon: "star", tone: "good" };
    case "met":
      return { word, icon: "check", tone: "good" };
    case "missed":
      return { word, icon: "cross", tone: "bad" };
    case "notYetCertain":
      return { word, icon: "open", tone: "none" };
    default:
      return null;
  }
}

/** Departments by how many touchpoints are theirs. */
function ownersOf(stations: readonly Station[]): string[] {
  const counts = new Map<string, number>();
  for (const { department, isHidden } of stations)
    if (department && !isHidden) counts.set(department, (counts.get(department) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

const whoOf = ({ persona, segment }: JourneyMapData, t: Translate): string =>
  persona?.name ?? segment?.name ?? t("everybody");

const most = 3;

/** The answer in words, from what the map shows and nothing else. */
function mapSentence(
  data: JourneyMapData,
  changes: ReadonlyMap<string, Change>,
  { t, locale }: Words,
): string {
  if (data.problem) return data.problem;
  const shown = shownStations(data.columns);
  const measured = shown.filter(({ score }) => score.value !== null);
  const who = data.segment?.name ?? t("everybody");
  if (measured.length === 0) return t("sentence.nobody", { who });
  const judged = shown.filter(({ verdict }) => verdict && judgedWords.includes(verdict));
  const met = judged.filter(({ verdict }) => verdict === "met" || verdict === "exceeded").length;
  const missed = judged.filter(({ verdict }) => verdict === "missed").sort((a, b) => b.priority - a.priority);
  const value = (number: number | null) =>
    number === null ? "–" : formatValue("rating", number, locale, true);
  const [worst] = missed;
  const [lowest, highest] = extremes(measured);
  const names = (verdict: "up" | "down") => {
    const found = shown.filter(({ key }) => changes.get(key)?.verdict === verdict).map(({ name }) => name);
    return { n: found.length, names: found.slice(0, most).join(", ") };
  };
  const [up, down] = [names("up"), names("down")];
  return [
    judged.length > 0
      ? t("sentence.met", { who, met, judged: judged.length })
      : t("sentence.measured", { who, n: measured.length, all: shown.length }),
    worst
      ? t("sentence.worst", {
          name: worst.name,
          expected: value(worst.expected),
          value: value(worst.score.value),
        })
      : judged.length === 0 && lowest && highest && lowest !== highest
        ? t("sentence.span", {
            high: highest.name,
            best: value(highest.score.value),
            low: lowest.name,
            least: value(lowest.score.value),
          })
        : "",
    data.against
      ? up.n + down.n === 0
        ? t("sentence.unchanged")
        : [up.n > 0 ? t("sentence.up", up) : "", down.n > 0 ? t("sentence.down", down) : ""].join(" ")
      : "",
  ]
    .filter((part) => part.trim() !== "")
    .join(" ");
}

const judgedWords: readonly GapVerdict[] = ["met", "exceeded", "missed", "notYetCertain"];

/** Of what enough people answered. */
function extremes(measured: readonly Station[]): [Station | undefined, Station | undefined] {
  const sorted = measured
    .filter(({ score }) => thinness(score.n) === "enough")
    .sort((a, b) => (a.score.value ?? 0) - (b.score.value ?? 0));
  return [sorted[0], sorted.at(-1)];
}
