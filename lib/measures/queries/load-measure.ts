import { type SubjectHistory, subjectHistory } from "@/lib/audit/queries/subject-history";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import { type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf, sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { localName } from "@/lib/language/locale";
import type { Measured } from "@/lib/metrics/measured";
import { bucketKey, bucketsOf, nextBucket } from "@/lib/period/grain";
import { addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { type Period, quarterStart } from "@/lib/period/period";
import { readPromises } from "@/lib/promises/queries/list-promises";
import type { PromiseCount } from "@/lib/promises/rules/judge-promises";
import { countsFor } from "../rules/promise-course";
import { isScored, type Kpi } from "../schema";
import type { MeasurePageInput } from "../schema/pages";
import { listOwners } from "./list-owners";
import { type MeasureEffect, readEffects } from "./read-effects";
import { type MeasureRow, readMeasures } from "./read-measures";
import { SliceMaker } from "./slice-maker";

/** The figure of a measure in one quarter. */
export type MeasureBucket = {
  start: LocalDay;
  end: LocalDay;
  key: string;
  measured: Shown;
  isIncomplete: boolean;
};

export type MeasureData = {
  today: LocalDay;
  measure: MeasureRow & { owner: string | null };
  effect: MeasureEffect;
  /** The figure of its slice by quarter, from a year before it began. */
  trend: { now: Measured; buckets: MeasureBucket[] } | null;
  /** Of a measure of promises: every time that was counted, the first one first. */
  kept: PromiseCount[];
  markers: { on: LocalDay; title: string }[];
  corrections: MeasureRow[];
  history: SubjectHistory;
  places: Places;
};

/** @throws AppError `notFound` */
export async function loadMeasure(scope: Scope, { id, within }: MeasurePageInput): Promise<MeasureData> {
  const today = localDay(new Date(), scope.timeZone);
  const [measure] = await readMeasures(scope, { id });
  if (!measure) throw notFound();
  const places = await readPlaces(scope);
  if (within && !places.segments.some(({ key }) => key === within))
    throw new AppError("invalid", "unknownSegment", { values: { name: within } });
  const [effect] = await readEffects(scope, [measure], { places, today, within });
  if (!effect) throw new Error("One measure has one effect.");
  const owners = await listOwners(scope);
  const window = {
    from: addMonths(quarterStart(measure.startsOn ?? today), -12),
    to: addMonths(quarterStart(today), 3),
  };
  return {
    today,
    measure: {
      ...measure,
      owner: owners.find(({ userId }) => userId === measure.ownerUserId)?.name ?? measure.ownerName,
    },
    effect,
    kept: measure.kpi?.measure === "promise" ? await readKept(scope, measure.kpi, within) : [],
    trend: effect.problem ? null : await readTrend(scope, measure, { places, window, today, within }),
    markers: await listMarkersAt(scope, measure, { places, window }),
    corrections: await readMeasures(scope, { correctsId: measure.innerId }),
    history: await subjectHistory(scope, { noun: "measure", subject: id }),
    places,
  };
}

type Wanted = { places: Places; window: Period; today: LocalDay; within?: string | undefined };

async function readTrend(
  scope: Scope,
  { kpi }: MeasureRow,
  { places, window, today, within }: Wanted,
): Promise<MeasureData["trend"]> {
  if (!kpi || !isScored(kpi.measure)) return null;
  const { measure } = kpi;
  const slice = await new SliceMaker(scope, places).make(kpi, within ? [within] : []);
  const asked = { slice: { ...sliceOfMeasure(measure, slice), period: window }, view: viewOf(measure) };
  const [all = [], tallies = []] = await tallyMany(scope, [asked, { ...asked, groupBy: "quarter" }]);
  return {
    now: measureOf(measure, all),
    buckets: bucketsOf(window, "quarter").map((start) => {
      const end = nextBucket(start, "quarter");
      const inside = tallies.filter(({ group }) => group === start);
      return {
        start,
        end,
        key: bucketKey(start, "quarter"),
        measured: shownOf(measureOf(measure, inside)),
        isIncomplete: end > today,
      };
    }),
  };
}

const readKept = async (scope: Scope, kpi: Kpi, within: string | undefined): Promise<PromiseCount[]> =>
  countsFor(kpi, within, await readPromises(scope, {})).reverse();

/** What happened at the measure's touchpoint meanwhile. */
async function listMarkersAt(
  { db, workspaceId, locale }: Scope,
  { touchpoint }: MeasureRow,
  { places, window }: { places: Places; window: Period },
): Promise<MeasureData["markers"]> {
  const at = places.touchpoints.find(({ key }) => key === touchpoint);
  if (!at) return [];
  const rows = await db.marker.findMany({
    where: {
      workspaceId,
      touchpointId: at.id,
      on: { gte: new Date(window.from), lt: new Date(window.to) },
    },
    select: { on: true, title: true, translations: true },
    orderBy: [{ on: "asc" }, { id: "asc" }],
    take: 20,
  });
  return rows.map(({ on, title, translations }) => ({
    on: on.toISOString().slice(0, 10),
    title: localName({ name: title, translations }, locale),
  }));
}
