import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { answerCondition, type Slice } from "@/lib/feedback/queries/slice";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { scales } from "@/lib/feedback/rules/codes";
import { localName } from "@/lib/language/locale";
import { expectationSpread, isWideSpread } from "@/lib/metrics/expectation-spread";
import { type Scale, widthOf } from "@/lib/metrics/scales";
import { bestSplit, type Expecting, LEAST_SIDE, type Split } from "@/lib/metrics/splitting-attribute";
import { addTallies, totalOf } from "@/lib/metrics/tally";
import { SUPPRESSED_BELOW } from "@/lib/metrics/thin-data";
import { loadSegment, type SegmentData } from "@/lib/segments/queries/load-segment";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";

/** How far the expectations of one group at one touchpoint lie apart, and what splits them best. */
export type Spread = {
  touchpoint: { key: string; name: string };
  scale: Scale;
  n: number;
  spread: number;
  /** Null where no attribute does with enough people on both sides. */
  split: Split | null;
};

export type SegmentWithSpreads = SegmentData & { spreads: Spread[] };

/** What single customers of a group expect of one touchpoint: whether that is one thing, or two. */
export type SpreadAt = {
  scale: Scale;
  /** Customers who said what they expect, each by what they said last. */
  n: number;
  /** Null below five of them. */
  spread: number | null;
  /** `tooFew`: no attribute can have enough people on both sides. */
  kind: "none" | "withheld" | "tooFew" | "narrow" | "wide";
  /** What splits a wide spread best; null where nothing does. */
  split: Split | null;
};

/** So many customers, those who answered last, are looked at for what splits them. */
const mostCustomers = 2_000;
/** The widest ones are worth a word. */
const mostTouchpoints = 3;

type ShowSegment = Parameters<typeof loadSegment>[1];

/** A segment, and where its members want different things. */
export async function loadSegmentWithSpreads(scope: Scope, input: ShowSegment): Promise<SegmentWithSpreads> {
  const data = await loadSegment(scope, input);
  return { ...data, spreads: data.members ? await readSpreads(scope, data.segment.key) : [] };
}

/** Expectations as single customers said them, each customer's latest; what was set by hand has no spread. */
const individual = (customerCondition: NonNullable<Slice["customerCondition"]>): Slice => ({
  period: null,
  metrics: ["csat", "rating", "ces"],
  dimension: "expectation",
  customerCondition,
});

/** Touchpoints at which a segment's expectations are too far apart to be one, the widest first. */
export async function readSpreads(scope: Scope, segment: string): Promise<Spread[]> {
  const slice = individual(await segmentCondition(scope, [segment]));
  const tallies = await tallyScores(scope, slice, { groupBy: "touchpoint", view: "latest" });
  const wide = tallies
    .flatMap(({ group, scale, tally }) => {
      const spread = expectationSpread(tally);
      if (group === null || spread === null || !isWideSpread(spread, scale)) return [];
      return [{ touchpointId: Number(group), scale, n: totalOf(tally), spread }];
    })
    // What cannot be split anyway is not worth a word.
    .filter(({ n }) => n >= 2 * LEAST_SIDE)
    .sort((a, b) => b.spread / widthOf(b.scale) - a.spread / widthOf(a.scale))
    .slice(0, mostTouchpoints);
  if (wide.length === 0) return [];
  const places = await scope.db.touchpoint.findMany({
    where: { workspaceId: scope.workspaceId, id: { in: wide.map(({ touchpointId }) => touchpointId) } },
    select: { id: true, key: true, name: true, translations: true },
  });
  const spreads: Spread[] = [];
  for (const { touchpointId, scale, n, spread } of wide) {
    const place = places.find(({ id }) => id === touchpointId);
    if (!place) continue;
    const touchpoint = { key: place.key, name: localName(place, scope.locale) };
    const split = bestSplit(await readExpecting(scope, slice, touchpointId, scale));
    spreads.push({ touchpoint, scale, n, spread, split });
  }
  return spreads;
}

/** The spread of one segment at one touchpoint, on the scale of its question. */
export async function readSpreadAt(
  scope: Scope,
  { segment, touchpointId, scale }: { segment: string; touchpointId: number; scale: Scale },
): Promise<SpreadAt> {
  const slice = { ...individual(await segmentCondition(scope, [segment])), touchpointIds: [touchpointId] };
  const tallies = await tallyScores(scope, slice, { view: "latest" });
  const tally = addTallies(...tallies.filter((one) => one.scale === scale).map((one) => one.tally));
  const n = totalOf(tally);
  const spread = expectationSpread(tally);
  if (n < SUPPRESSED_BELOW || spread === null)
    return { scale, n, spread: null, kind: n === 0 ? "none" : "withheld", split: null };
  if (!isWideSpread(spread, scale)) return { scale, n, spread, kind: "narrow", split: null };
  if (n < 2 * LEAST_SIDE) return { scale, n, spread, kind: "tooFew", split: null };
  const split = bestSplit(await readExpecting(scope, slice, touchpointId, scale));
  return { scale, n, spread, kind: "wide", split };
}

/** The members of a segment who said what they expect of a touchpoint, with what is known of them. */
export async function readMembersExpecting(
  scope: Scope,
  { segment, touchpointId, scale }: { segment: string; touchpointId: number; scale: Scale },
): Promise<Expecting[]> {
  return readExpecting(scope, individual(await segmentCondition(scope, [segment])), touchpointId, scale);
}

async function readExpecting(
  { db, workspaceId }: Scope,
  slice: Slice,
  touchpointId: number,
  scale: Scale,
): Promise<Expecting[]> {
  return db.$queryRaw<Expecting[]>(Prisma.sql`
    select said."score"::int as expectation, c."attributes"
    from (
      select * from (
        select distinct on (a."customerId") a."customerId", a."score", a."day", a."feedbackId" from answer a
        where ${answerCondition(workspaceId, { ...slice, touchpointIds: [touchpointId] })}
          and a."scale" = ${scales.codeOf(scale)} and a."score" is not null and a."customerId" is not null
        order by a."customerId", a."day" desc, a."feedbackId" desc) latest
      order by "day" desc, "feedbackId" desc limit ${mostCustomers}) said
    join customer c on c."workspaceId" = ${workspaceId} and c."id" = said."customerId"`);
}
