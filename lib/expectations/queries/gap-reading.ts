import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import type { TouchpointGroups } from "@/lib/feedback/queries/meant-answers";
import type { TallyReading } from "@/lib/feedback/queries/read-together";
import { respondents } from "@/lib/feedback/queries/respondents";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally, TallyRequest } from "@/lib/feedback/queries/tally-request";
import type { Places } from "@/lib/filters/queries/read-places";
import { bounded } from "@/lib/filters/rules/spans";
import { localName } from "@/lib/language/locale";
import { nextBucket } from "@/lib/period/grain";
import { addDays, addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { isLeading } from "@/lib/segments/queries/counted-leading";
import { type MarkedGroups, toldMarks } from "@/lib/segments/queries/told-marks";
import type { GapRow, GapSegment } from "../rules/gap-row";
import { gapRows } from "../rules/gap-rows";
import type { ExpectationsInForce } from "../rules/in-force";
import { expectationsReading } from "./read-expectations";

/** What is compared: answers of a slice, by these segments; without any, by the leading ones. */
export type GapsAsked = {
  period: Period | null;
  base?: Slice | undefined;
  segments?: readonly string[] | undefined;
  /** Segments that stand beside the leading ones. */
  also?: readonly string[] | undefined;
  /** First days of quarters that are wanted as well, each with the expectations of its own last day. */
  quarters?: readonly LocalDay[] | undefined;
  places: Places;
};

export type GapList = {
  rows: GapRow[];
  /** The segments that stand in the rows, in their order. */
  segments: GapSegment[];
  /** A leading segment whose rule cannot be told is left out, by name. */
  untold: string[];
  /** Whether anything at all was expected on the last day. */
  hasExpectations: boolean;
  tolerance: number;
  /** What the workspace has set for "few answers". */
  fewBelow: number;
  /** The day whose expectations hold: the last of the period, at most today. */
  validOn: LocalDay;
};

/** To be counted together with the rest of a page. */
export type GapReading = TallyReading<{ list: GapList; quarters: GapList[] }>;

/** Everything but the counting; nothing is asked of the database for it. */
export async function gapReading(scope: Scope, asked: GapsAsked): Promise<GapReading> {
  const today = localDay(new Date(), scope.timeZone);
  const { period, quarters = [], places, base = { period: null } } = asked;
  const slices = slicesOf(base, period, quarters);
  const { segments, shownIds, groups, tables, untold } = await segmentsOf(
    scope,
    asked,
    respondents(
      scope.workspaceId,
      Object.values(slices).flatMap((slice) => slice ?? []),
    ),
  );
  const days = [
    lastDayOf(period, today),
    ...quarters.map((start) => lastDayOf({ from: start, to: nextBucket(start, "quarter") }, today)),
  ];
  const expected = expectationsReading(scope, days, base.touchpointIds);
  const { tolerance, fewBelow } = places.settings;
  const wanted = base.touchpointIds && new Set(base.touchpointIds);
  const touchpoints = places.touchpoints.filter(({ id }) => wanted?.has(id) ?? true);
  const listOf = (
    inForce: readonly ExpectationsInForce[],
    index: number,
    answers: Record<"experience" | "expectation" | "importance", ScoreTally[]>,
  ) => {
    const expectations = inForce[index];
    if (!expectations) throw new Error("Every day has its expectations.");
    const rows = gapRows({
      expectations,
      answers,
      segments,
      shownSegmentIds: shownIds,
      touchpoints,
      tolerance,
      fewBelow,
    });
    return {
      rows,
      segments: segments.filter(({ id }) => shownIds.includes(id)),
      untold,
      hasExpectations: !expectations.isEmpty,
      tolerance,
      fewBelow,
      validOn: days[index] ?? today,
    };
  };
  return {
    requests: requestsOf(slices, period, groups),
    tables,
    statements: expected.statements,
    result: ([experience = [], expectation = [], importance = [], over = []], rows) => {
      const inForce = expected.result(rows);
      return {
        list: listOf(inForce, 0, { experience, expectation, importance }),
        quarters: quarters.map((start, index) =>
          listOf(inForce, index + 1, { experience: ofQuarter(over, start), expectation, importance }),
        ),
      };
    },
  };
}

/** Which answers are counted: experienced, expected, how much it matters, and experienced over the quarters. */
type Slices = { experience: Slice; expectation: Slice; importance: Slice; over: Slice | null };

function slicesOf(base: Slice, period: Period | null, quarters: readonly LocalDay[]): Slices {
  const year = yearUntil(period);
  const metrics: Slice["metrics"] = ["csat", "rating", "ces"];
  const [first, last] = [quarters[0], quarters.at(-1)];
  const window = first && last ? { from: first, to: nextBucket(last, "quarter") } : null;
  return {
    experience: { ...base, period, metrics },
    expectation: { ...base, period: year, metrics, dimension: "expectation" },
    importance: { ...base, period: year, dimension: "importance" },
    over: window && { ...base, period: window, metrics },
  };
}

function requestsOf(slices: Slices, period: Period | null, groups: MarkedGroups): TallyRequest[] {
  const request = (slice: Slice, more: Partial<TouchpointGroups> = {}): TallyRequest => ({
    slice,
    groupBy: { ...groups, at: "touchpoint", ...more },
    answeredOnly: true,
  });
  return [
    request(slices.experience),
    request(slices.expectation, { experienceIn: period }),
    request(slices.importance),
    ...(slices.over ? [request(slices.over, { each: "quarter" })] : []),
  ];
}

/** The counts of one quarter, under their place alone. */
const ofQuarter = (tallies: readonly ScoreTally[], start: LocalDay): ScoreTally[] =>
  tallies.flatMap((one) =>
    one.group?.startsWith(`${start}/`) ? [{ ...one, group: one.group.slice(start.length + 1) }] : [],
  );

const lastDayOf = (period: Period | null, today: LocalDay): LocalDay => {
  const last = period ? addDays(period.to, -1) : today;
  return last < today ? last : today;
};

/** Expectations are asked rarely: answers of the year that ends with the period count, or of the period if it is longer. */
function yearUntil(period: Period | null): Period | null {
  const span = bounded(period);
  if (!span) return period;
  const yearBefore = addMonths(span.to, -12);
  return { from: span.from < yearBefore ? span.from : yearBefore, to: span.to };
}

/** Those asked for, then the leading ones that all customers are measured by. */
async function segmentsOf(
  scope: Scope,
  { segments: asked, also = [], places }: GapsAsked,
  among: Prisma.Sql,
) {
  const known = places.vocabulary.segments;
  const leading = known.filter(isLeading);
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => known.find((one) => one.key === key) ?? []);
  const shown = asked ? named(asked) : [...leading, ...named(also).filter((one) => !leading.includes(one))];
  const wanted = [...shown, ...leading.filter((one) => !shown.includes(one))];
  const { told, groups, tables } = await toldMarks(scope, places.vocabulary, wanted, among);
  return {
    segments: told.map((row) => ({
      id: row.id,
      key: row.key,
      name: localName(row, scope.locale),
      leading: row.leading,
    })),
    shownIds: shown.filter((one) => told.includes(one)).map(({ id }) => id),
    untold: wanted.filter((one) => !told.includes(one)).map((row) => localName(row, scope.locale)),
    groups,
    tables,
  };
}
