import { type SubjectHistory, subjectHistory } from "@/lib/audit/queries/subject-history";
import type { Scope } from "@/lib/auth/scope";
import { listVisits, type Visit } from "@/lib/brand/queries/list-visits";
import {
  type BrandFit,
  type BrandValueName,
  listBrandValues,
  readBrandFit,
} from "@/lib/brand/queries/read-ratings";
import { type MeasureData, measureReading } from "@/lib/dashboards/queries/measure-reading";
import type { MarkerPlace } from "@/lib/dashboards/queries/read-desk";
import { notFound } from "@/lib/errors/app-error";
import type { GapList } from "@/lib/expectations/queries/gap-reading";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import { type Comment, listComments } from "@/lib/feedback/queries/list-comments";
import { readTogether } from "@/lib/feedback/queries/read-together";
import type { Slice } from "@/lib/feedback/queries/slice";
import { sliceOfMeasure } from "@/lib/feedback/rules/score-measures";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { comparedWith, type TrendWindow, trendWindow } from "@/lib/filters/rules/spans";
import { pointsOf } from "@/lib/metrics/scales";
import type { Period } from "@/lib/period/period";
import type { InventoryRow } from "../rules/inventory-rows";
import type { TouchpointPageInput } from "../schema";
import { listed } from "./load-inventory";
import { type Inventory, readInventory } from "./read-inventory";
import { listKeptPromises, listMarkersOf, type PromiseKept } from "./touchpoint-facts";

export type TouchpointData = Pick<Inventory, "period" | "today" | "places" | "choices"> & {
  row: InventoryRow;
  neighbours: { previous: string | null; next: string | null };
  before: Period | null;
  trend: TrendWindow;
  figure: MeasureData;
  markers: MarkerPlace[];
  comments: Comment[];
  /** Expected and experienced of each segment, and of all together. */
  gaps: GapList;
  brand: { values: BrandValueName[]; fit: BrandFit | null; visits: Visit[] };
  promises: PromiseKept[];
  history: SubjectHistory;
};

const commentsShown = 6;

/** One touchpoint at length, in the list that it was opened from. @throws AppError `notFound` */
export async function loadTouchpoint(
  scope: Scope,
  { key, ...input }: TouchpointPageInput,
): Promise<TouchpointData> {
  const inventory = await readInventory(scope, input, { isBrandWanted: true });
  const row = inventory.rows.find((one) => one.key === key);
  if (!row) throw notFound();
  const { period, today, places, choices } = inventory;
  const keys = listed(inventory, input, scope.locale).rows.map((one) => one.key);
  const at = keys.indexOf(key);
  const base: Slice = {
    ...(await resolveFilter(scope, { segment: input.segment }, places)),
    touchpointIds: [row.id],
  };
  const before = comparedWith(period, "before");
  const trend = trendWindow(period);
  const { figure } = await readTogether(scope, {
    figure: measureReading("experience", base, { period, before, trend, today }),
  });
  return {
    row,
    period,
    today,
    places,
    choices,
    neighbours: { previous: keys[at - 1] ?? null, next: at < 0 ? null : (keys[at + 1] ?? null) },
    before,
    trend,
    figure,
    markers: await listMarkersOf(scope, { touchpointId: row.id, window: trend.window }),
    comments: await commentsOf(scope, figure, { ...base, period }),
    gaps: await listGaps(scope, { period, base: { period: null, touchpointIds: [row.id] }, places }),
    brand: {
      values: await listBrandValues(scope),
      fit: (await readBrandFit(scope, [row.id])).get(row.id) ?? null,
      visits: await listVisits(scope, { touchpointId: row.id }),
    },
    promises: await listKeptPromises(scope, row.id),
    history: await subjectHistory(scope, { noun: "touchpoint", subject: key }),
  };
}

/** What was said last; nothing where so few answered that they could be recognised. */
async function commentsOf(scope: Scope, { now, scale }: MeasureData, slice: Slice): Promise<Comment[]> {
  if (!scale || now.n === 0 || now.suppressed) return [];
  return listComments(scope, {
    slice: sliceOfMeasure("experience", slice),
    view: "all",
    scores: pointsOf(scale),
    limit: commentsShown,
  });
}
