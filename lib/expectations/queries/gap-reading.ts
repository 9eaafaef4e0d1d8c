import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally, TallyRequest } from "@/lib/feedback/queries/tally-scores";
import type { Places } from "@/lib/filters/queries/read-places";
import { bounded } from "@/lib/filters/rules/spans";
import { localName } from "@/lib/language/locale";
import { addDays, addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { readSegments, type SegmentRow } from "@/lib/segments/queries/read-names";
import { segmentMarks } from "@/lib/segments/queries/segment-condition";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { type GapRow, type GapSegment, gapRows } from "../rules/gap-rows";
import { expectationsOn } from "./read-expectations";

/** What is compared: answers of a slice in one or several periods, by these segments; without any, by the leading ones. */
export type GapsAsked = {
  periods: readonly (Period | null)[];
  base?: Slice;
  segments?: readonly string[] | undefined;
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
  /** The day whose expectations hold: the last of the period, at most today. */
  validOn: LocalDay;
};

/** Requests for the tallies, and what to make of them: so they can be counted together with the rest of a page. */
export type GapReading = { requests: TallyRequest[]; result: (tallies: ScoreTally[][]) => GapList[] };

const perPeriod = 3;

/** Everything but the counting, in a constant number of statements. */
export async function gapReading(scope: Scope, asked: GapsAsked): Promise<GapReading> {
  const today = localDay(new Date(), scope.timeZone);
  const base = asked.base ?? { period: null };
  const known = await readSegments(scope);
  const { segments, shownIds, customers, untold } = await segmentsOf(scope, known, asked.segments);
  const days = asked.periods.map((period) => lastDayOf(period, today));
  const expectations = await expectationsOn(scope, days, base.touchpointIds);
  const { tolerance } = await readSettings(scope);
  const wanted = base.touchpointIds && new Set(base.touchpointIds);
  const touchpoints = asked.places.touchpoints.filter(({ id }) => wanted?.has(id) ?? true);
  const metrics: Slice["metrics"] = ["csat", "rating", "ces"];
  const requestsOf = (period: Period | null): TallyRequest[] => {
    const year = yearUntil(period);
    return [
      {
        slice: { ...base, period, metrics, dimension: "experience" },
        groupBy: { customers, at: "touchpoint" },
        answeredOnly: true,
      },
      {
        slice: { ...base, period: year, metrics, dimension: "expectation" },
        groupBy: { customers, at: "touchpoint", experienceIn: period },
        answeredOnly: true,
      },
      {
        slice: { ...base, period: year, dimension: "importance" },
        groupBy: { customers, at: "touchpoint" },
        answeredOnly: true,
      },
    ];
  };
  return {
    requests: asked.periods.flatMap(requestsOf),
    result: (tallies) =>
      expectations.map((inForce, index) => {
        const [experience = [], expectation = [], importance = []] = tallies.slice(index * perPeriod);
        return {
          rows: gapRows({
            expectations: inForce,
            answers: { experience, expectation, importance },
            segments,
            shownSegmentIds: shownIds,
            touchpoints,
            tolerance,
          }),
          segments: segments.filter(({ id }) => shownIds.includes(id)),
          untold,
          hasExpectations: !inForce.isEmpty,
          tolerance,
          validOn: days[index] ?? today,
        };
      }),
  };
}

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
async function segmentsOf(scope: Scope, known: readonly SegmentRow[], asked: readonly string[] | undefined) {
  const leading = known.filter(({ leading, retired, rule }) => leading && !retired && rule !== null);
  const named = asked?.flatMap((key) => known.find((one) => one.key === key) ?? []);
  const wanted = [...(named ?? []), ...leading.filter(({ id }) => !named?.some((one) => one.id === id))];
  const told: SegmentRow[] = [];
  const untold: SegmentRow[] = [];
  let customers = await marksOf(scope, known, wanted);
  if (customers) told.push(...wanted);
  else {
    // One of them cannot be told: the others still can.
    for (const one of wanted) ((await marksOf(scope, known, [one])) ? told : untold).push(one);
    customers = await segmentMarks(
      scope,
      known,
      told.map(({ key }) => key),
    );
  }
  const shown = named ?? leading;
  return {
    segments: told.map((row) => ({
      id: row.id,
      key: row.key,
      name: localName(row, scope.locale),
      leading: row.leading,
    })),
    shownIds: shown.filter((one) => told.includes(one)).map(({ id }) => id),
    untold: untold.map((row) => localName(row, scope.locale)),
    customers,
  };
}

async function marksOf(scope: Scope, known: readonly SegmentRow[], segments: readonly SegmentRow[]) {
  try {
    return await segmentMarks(
      scope,
      known,
      segments.map(({ key }) => key),
    );
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
