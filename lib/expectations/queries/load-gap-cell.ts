import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors/app-error";
import { type Comment, listComments } from "@/lib/feedback/queries/list-comments";
import { readTogether } from "@/lib/feedback/queries/read-together";
import { type Place, type Places, readPlaces, type TouchpointPlace } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { bounded, periodAsked, trendWindow } from "@/lib/filters/rules/spans";
import { type MarkerOn, markersWithin } from "@/lib/markers/queries/markers-within";
import { pointsOf } from "@/lib/metrics/scales";
import { bucketsOf, nextBucket } from "@/lib/period/grain";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import type { GapRow } from "../rules/gap-row";
import { directionOf, type Expectation } from "../rules/in-force";
import type { GapCellInput } from "../schema";
import { type GapList, gapReading } from "./gap-reading";
import { listVersions } from "./read-expectations";
import { type Owner, readOwners } from "./read-owners";

export type QuarterGap = { start: LocalDay; end: LocalDay; row: GapRow | null; isIncomplete: boolean };
export type Version = Expectation & { setBy: string | null };

export type GapCellData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  touchpoint: TouchpointPlace;
  /** Null: all customers. */
  segment: Place | null;
  /** Null where nothing is expected and nobody answered. */
  row: GapRow | null;
  /** The same touchpoint for the other segments. */
  list: GapList;
  quarters: QuarterGap[];
  markers: MarkerOn[];
  /** Of those who experienced less than is expected here. */
  comments: Comment[];
  /** The scores that the comments came with. */
  commentScores: number[];
  versions: Version[];
  owner: Owner;
  places: Places;
};

const quartersShown = 8;
const commentsShown = 8;

/** One touchpoint through the eyes of one segment, or of all customers. */
export async function loadGapCell(scope: Scope, input: GapCellInput): Promise<GapCellData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const period = periodAsked(input, today, places.settings.defaultPeriod);
  const touchpoint = places.touchpoints.find(({ key }) => key === input.touchpoint);
  const segment = places.segments.find(({ key }) => key === input.segment) ?? null;
  if (!touchpoint || (input.segment && !segment)) throw notFound();
  const { channel, "product-group": productGroup, technique } = input;
  const base = await resolveFilter(
    scope,
    { touchpoint: [touchpoint.key], channel, "product-group": productGroup, technique },
    places,
  );
  const starts = quartersUntil(period, today);
  const reading = await gapReading(scope, {
    period,
    base,
    also: segment ? [segment.key] : [],
    quarters: starts,
    places,
  });
  const { gaps } = await readTogether(scope, { gaps: reading });
  const { list, quarters } = gaps;
  const segmentId = segment?.id ?? null;
  const rowOf = ({ rows }: GapList) => rows.find((one) => one.segmentId === segmentId) ?? null;
  const row = rowOf(list);
  const commentScores = row ? scoresBelow(row) : [];
  const window = { from: starts[0] ?? today, to: nextBucket(starts.at(-1) ?? today, "quarter") };
  const owners = await readOwners(scope, [touchpoint.id]);
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    touchpoint,
    segment,
    row,
    list,
    quarters: starts.map((start, index) => {
      const end = nextBucket(start, "quarter");
      const quarter = quarters[index];
      return { start, end, row: quarter ? rowOf(quarter) : null, isIncomplete: end > today };
    }),
    markers: await markersWithin(scope, window, {
      touchpointId: touchpoint.id,
      phaseId: touchpoint.phaseId,
      segmentId,
    }),
    comments:
      row && row.thin !== "none" && row.thin !== "suppressed"
        ? await listComments(scope, {
            slice: {
              ...base,
              ...(segment ? await resolveFilter(scope, { segment: [segment.key] }) : {}),
              period,
              metrics: [row.question.metric],
            },
            view: "all",
            scores: commentScores,
            limit: commentsShown,
            first: directionOf(row.question.scale) === "higher" ? "lowest" : "highest",
          })
        : [],
    commentScores,
    versions: await versionsOf(scope, touchpoint.id, segmentId),
    owner: owners.get(touchpoint.id) ?? { department: null, person: null },
    places,
  };
}

/** Eight quarters that end with the one of the period's last day. */
function quartersUntil(period: Period | null, today: LocalDay): LocalDay[] {
  const span = bounded(period) ?? { from: today, to: nextBucket(today, "day") };
  const { window } = trendWindow(span, "quarter");
  return window ? bucketsOf(window, "quarter").slice(-quartersShown) : [];
}

function scoresBelow({ expected, question: { scale } }: GapRow): number[] {
  const points = pointsOf(scale);
  if (!expected) return points;
  return points.filter((score) =>
    directionOf(scale) === "higher" ? score < expected.value : score > expected.value,
  );
}

async function versionsOf(scope: Scope, touchpointId: number, segmentId: number | null): Promise<Version[]> {
  const versions = await listVersions(scope, { touchpointId, segmentId });
  const people = await peopleById([...new Set(versions.flatMap(({ setByUserId }) => setByUserId ?? []))]);
  return versions.map((one) => ({ ...one, setBy: people.get(one.setByUserId ?? 0)?.name ?? null }));
}
