import type { Scope } from "@/lib/auth/scope";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { periodAsked } from "@/lib/filters/rules/spans";
import { localName } from "@/lib/language/locale";
import { compareOutcomes, type OutcomeComparison, shareInSameMix } from "@/lib/metrics/compare-outcomes";
import { addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { type Period, periodOf } from "@/lib/period/period";
import { countAfterEvents, feedbackEvents } from "@/lib/retention/queries/after-event";
import { type ActivityRule, chooseRule } from "@/lib/retention/rules/activity-rule";
import { type AfterEvent, type Handled, handledWays } from "@/lib/retention/rules/after-event";
import { isLeading } from "@/lib/segments/queries/counted-leading";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import type { MomentsInput } from "../schema";

export type HandledOutcome = {
  handled: Handled;
  /** Against those without the moment. */
  compared: OutcomeComparison;
  /** The share of lost that those without it would show in the same mix of segments; null where it cannot be told. */
  lostInSameMix: number | null;
};

export type MomentOutcome = {
  key: string;
  name: string;
  isRetired: boolean;
  touchpoints: { key: string; name: string }[];
  ways: HandledOutcome[];
  /** Nobody whose 180 days are over had it. */
  isEmpty: boolean;
};

export type MomentsData = {
  period: Period;
  today: LocalDay;
  rule: ActivityRule;
  moments: MomentOutcome[];
  places: Places;
  /** The leading segments that both sides were held against each other by. */
  isMixed: boolean;
};

/** For each moment of truth: what became of those customers in the 180 days after, against those without it. */
export async function loadMoments(scope: Scope, input: MomentsInput): Promise<MomentsData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = momentsPeriod(input, today);
  const places = await readPlaces(scope);
  const rows = await listMoments(scope);
  const { vocabulary } = places;
  const rule = chooseRule({}, places.hasContracts);
  const leading = vocabulary.segments.filter(isLeading).map(({ key }) => key);
  const eventPlaces = rows.flatMap(({ id, touchpoints }) =>
    touchpoints.map((touchpoint) => ({ event: id, touchpointId: touchpoint.id })),
  );
  const condition = input.segment && (await segmentCondition(scope, input.segment, { today, vocabulary }));
  const outcomeOf = await countAfterEvents(scope, {
    // Without a touchpoint there is no event, and nobody to be held against others.
    events: eventPlaces.length > 0 ? feedbackEvents(scope, eventPlaces, period) : null,
    period,
    observedUntil: today,
    rule,
    condition,
    segments: leading.length > 0 ? { keys: leading, vocabulary } : undefined,
  });
  return {
    period,
    today,
    rule,
    places,
    isMixed: leading.length > 0,
    moments: rows
      .map(({ id, key, name, isRetired, touchpoints }) => {
        const ways = waysOf(outcomeOf(id));
        return {
          key,
          name,
          isRetired,
          touchpoints: touchpoints.map(({ id: _, ...touchpoint }) => touchpoint),
          ways,
          isEmpty: ways.length === 0,
        };
      })
      .filter(({ isRetired, isEmpty }) => !isRetired || !isEmpty),
  };
}

/**
 * Six quarters of events unless somebody asks for others; the last of them ended two whole quarters ago, so that 180 days
 * are over for everybody.
 */
export function momentsPeriod(input: Pick<MomentsInput, "period" | "from" | "to">, today: LocalDay): Period {
  const asked = input.period || input.from || input.to ? periodAsked(input, today) : null;
  if (asked) return asked;
  const last = periodOf("last-quarter", today);
  const to = addMonths(last?.from ?? today, -3);
  return { from: addMonths(to, -18), to };
}

function waysOf({ handled, without }: AfterEvent): HandledOutcome[] {
  return handledWays
    .filter((way) => handled[way].counts.customers > 0)
    .map((way) => ({
      handled: way,
      compared: compareOutcomes(handled[way].counts, without.counts),
      lostInSameMix: shareInSameMix(handled[way].bySegment, without.bySegment, "lost"),
    }));
}

async function listMoments({ db, workspaceId, locale }: Scope) {
  const rows = await db.momentOfTruth.findMany({
    where: { workspaceId },
    select: { id: true, key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 200,
  });
  const touchpoints = await db.touchpoint.findMany({
    where: { workspaceId, momentOfTruthId: { not: null } },
    select: { id: true, key: true, name: true, translations: true, momentOfTruthId: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 2_000,
  });
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: localName(row, locale),
    isRetired: row.retiredAt !== null,
    touchpoints: touchpoints
      .filter(({ momentOfTruthId }) => momentOfTruthId === row.id)
      .map((one) => ({ id: one.id, key: one.key, name: localName(one, locale) })),
  }));
}
