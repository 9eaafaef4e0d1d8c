import type { DistributionBar } from "@/components/charts/distribution-bars";
import type { TrendDrawing, TrendPoint } from "@/components/charts/trend-point";
import type { CommentItem } from "@/components/dashboards/comment-list";
import type { GapCellData, QuarterGap, Version } from "@/lib/expectations/queries/load-gap-cell";
import type { GapCellInput } from "@/lib/expectations/schema";
import type { PageFilter } from "@/lib/filters/schema";
import { formatBucket, formatDay } from "@/lib/format/dates";
import { formatPoints, formatShare, formatValue } from "@/lib/format/numbers";
import { expectationSpread } from "@/lib/metrics/expectation-spread";
import { pointsOf, SCALES, type Scale } from "@/lib/metrics/scales";
import { type Tally, totalOf } from "@/lib/metrics/tally";
import { bucketKey } from "@/lib/period/grain";
import { localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { rowsAddress } from "./gap-addresses";
import { answersText, type GapWords, gapSentence, gapText } from "./gap-words";

type Frame = { data: GapCellData; input: GapCellInput; workspace: string; timeZone: string; words: GapWords };

/** The page of one cell as it is drawn: every string and every address ready. */
export function prepareGapCell(frame: Frame) {
  const { data, words } = frame;
  const { t } = words;
  const { row, touchpoint, segment } = data;
  const who = segment?.name ?? t("everybody");
  return {
    who,
    sentence: row
      ? gapSentence(row, who, touchpoint.name, words)
      : t("sentence.noExpectation", { who, where: touchpoint.name, n: 0, shown: "0" }),
    range: row?.gap?.interval
      ? t("gapRange", {
          low: formatPoints(row.gap.interval.low, words.locale, { to: "down", isSigned: true }),
          high: formatPoints(row.gap.interval.high, words.locale, { to: "up", isSigned: true }),
        })
      : null,
    rows: row && row.experience.n > 0 ? allRows(frame) : null,
    experienced: row
      ? bars(row.experience.tally, row.question.scale, words, (score) => hrefOf(frame, { scores: [score] }))
      : [],
    expected: row ? bars(row.expectations, row.question.scale, words) : [],
    spread: row ? spreadText(row.expectations, words) : null,
    line: row
      ? lineOf(row.gap?.expected ?? row.expected?.value ?? null, row.question.scale, words)
      : undefined,
    trend: trendOf(frame),
    comments: commentsOf(frame),
    commentsHref: hrefOf(frame, { scores: data.commentScores, comment: true }) ?? "",
    versions: data.versions.map((version) => versionLine(version, data, words)),
  };
}

/** How far single expectations lie apart; what was set by hand has no spread. */
function spreadText(expectations: Tally, words: GapWords): string | null {
  const spread = expectationSpread(expectations);
  return spread === null
    ? null
    : words.t("distribution.spread", {
        spread: formatValue("rating", spread, words.locale),
        answers: answersText(totalOf(expectations), words),
      });
}

type Wanted = { period?: Period; scores?: readonly number[]; comment?: boolean };

function hrefOf({ data, input, workspace }: Frame, { period, scores, comment }: Wanted): string | undefined {
  const { row, touchpoint, list } = data;
  if (!row) return undefined;
  const { channel, technique } = input;
  const filter: PageFilter = { channel, technique, "product-group": input["product-group"] };
  return rowsAddress(workspace, row, {
    filter,
    touchpoint: touchpoint.key,
    segments: list.segments,
    period: period ?? data.period,
    ...(scores ? { scores } : {}),
    ...(comment ? { comment } : {}),
  });
}

/** The list behind the experience; its number is said only where the list holds nothing else. */
function allRows(frame: Frame) {
  const { row } = frame.data;
  const href = hrefOf(frame, {});
  if (!row || !href) return null;
  return row.onOtherScales > 0
    ? { text: frame.words.t("allAnswers"), href }
    : { n: answersText(row.experience.n, frame.words), href };
}

function bars(
  tally: Tally,
  scale: Scale,
  words: GapWords,
  href: (score: number) => string | undefined = () => undefined,
): DistributionBar[] {
  const n = totalOf(tally);
  if (n === 0) return [];
  const most = Math.max(...Object.values(tally));
  return pointsOf(scale).map((score) => {
    const count = tally[score] ?? 0;
    const address = href(score);
    return {
      key: String(score),
      label: String(score),
      height: count / most,
      share: formatShare(count / n, words.locale, 0),
      count: answersText(count, words),
      ...(address ? { href: address } : {}),
    };
  });
}

/** Bars stand in the middle of equal columns, so the lowest score lies half a column from the edge. */
function lineOf(value: number | null, scale: Scale, { t, locale }: GapWords) {
  if (value === null) return undefined;
  const { min } = SCALES[scale];
  return {
    at: (value - min + 0.5) / pointsOf(scale).length,
    label: t("expectedIs", { value: formatPoints(value, locale) }),
  };
}

/** The gap by quarter; a quarter in which nobody answered is a hole and not a zero. */
function trendOf(frame: Frame): TrendDrawing {
  const { data, words } = frame;
  const points = data.quarters.map((quarter) => pointOf(quarter, frame));
  const known = points.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== null));
  const least = Math.min(-1, ...known.map(Math.floor));
  const most = Math.max(1, ...known.map(Math.ceil));
  const ticks = Array.from({ length: most - least + 1 }, (_, step) => least + step);
  return {
    points,
    domain: [least, most],
    ticks: ticks.map((value) => ({ value, label: formatWhole(value) })),
    markers: data.markers.flatMap(({ on, title }) => {
      const at = data.quarters.find(({ start, end }) => start <= on && on < end);
      return at
        ? [{ at: bucketKey(at.start, "quarter"), label: `${formatDay(on, words.locale)}: ${title}` }]
        : [];
    }),
    target: { value: 0, label: words.t("trend.target") },
  };
}

const formatWhole = (value: number): string =>
  value > 0 ? `+${value}` : value < 0 ? `−${Math.abs(value)}` : "0";

function pointOf({ start, end, row, isIncomplete }: QuarterGap, frame: Frame): TrendPoint {
  const { words } = frame;
  const { t, locale } = words;
  const name = formatBucket(start, "quarter", locale);
  const gap = row?.gap ?? null;
  const notes = [isIncomplete ? t("runningShort") : null, row?.thin === "few" ? t("few") : null].filter(
    (note) => note !== null,
  );
  const n = row?.experience.n ?? 0;
  return {
    key: bucketKey(start, "quarter"),
    label: name.short,
    longLabel: name.long,
    value: gap?.value ?? null,
    low: gap?.interval?.low ?? null,
    high: gap?.interval?.high ?? null,
    valueText: gap ? gapText(gap, words) : "–",
    ...(gap?.interval
      ? {
          rangeText: t("range", {
            low: formatPoints(gap.interval.low, locale, { to: "down", isSigned: true }),
            high: formatPoints(gap.interval.high, locale, { to: "up", isSigned: true }),
          }),
        }
      : {}),
    n: answersText(n, words),
    href: hrefOf(frame, { period: { from: start, to: end } }) ?? "",
    isIncomplete,
    isThin: row?.thin === "few",
    ...(notes.length > 0 ? { note: notes.join(", ") } : {}),
  };
}

function commentsOf({ data, workspace, timeZone, words }: Frame): CommentItem[] {
  return data.comments.map(({ id, score, comment, answeredAt, customer }) => ({
    key: id,
    score: String(score),
    text: comment,
    about: [customer ?? words.t("anonymous"), formatDay(localDay(answeredAt, timeZone), words.locale)].join(
      " · ",
    ),
    href: `/w/${workspace}/feedback/${id}`,
  }));
}

/** One version of what was recorded: since when, how much, by whom, and for whom it was said. */
function versionLine(version: Version, { touchpoint, segment }: GapCellData, { t, locale }: GapWords) {
  const { id, validFrom, expected, importance, source, setBy, segmentId, touchpointId } = version;
  const level =
    touchpointId === null
      ? t("origin.workspace")
      : segmentId === null
        ? touchpoint.name
        : (segment?.name ?? "");
  return {
    key: id,
    since: formatDay(validFrom, locale),
    level,
    expected:
      expected === null ? (importance === null ? t("history.ended") : "–") : formatPoints(expected, locale),
    importance: importance === null ? "–" : formatPoints(importance, locale),
    source: source ?? "–",
    setBy: setBy ?? "–",
  };
}
