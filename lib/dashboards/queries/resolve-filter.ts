import type { Scope } from "@/lib/auth/scope";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { Dimension, Occasion, Technique } from "@/lib/feedback/rules/codes";
import type { Period } from "@/lib/period/period";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import { idsOfKeys, withSubPhases } from "@/lib/touchpoints/rules/ids-of-keys";

/** A filter as the address and the API write it: keys, not ids. */
export type ScoreFilter = {
  from?: string | undefined;
  to?: string | undefined;
  segment?: string[] | undefined;
  touchpoint?: string[] | undefined;
  channel?: string[] | undefined;
  phase?: string[] | undefined;
  department?: string[] | undefined;
  "product-group"?: string[] | undefined;
  occasion?: Occasion | undefined;
  technique?: Technique[] | undefined;
  dimension?: Dimension | undefined;
  hasComment?: boolean | undefined;
};

/** The beginning and the end of time, where only one bound is given. */
export const openPeriod = (from: string | undefined, to: string | undefined): Period | null =>
  from || to ? { from: from ?? "1900-01-01", to: to ?? "2200-01-01" } : null;

/**
 * Keys become ids. Phase and department mean the answer's touchpoint's, today; a segment its members now.
 * @throws AppError `invalid` for a name that does not exist: a filter is never silently ignored
 */
export async function resolveFilter(scope: Scope, filter: ScoreFilter): Promise<Slice> {
  const slice: Slice = { period: openPeriod(filter.from, filter.to) };
  if (filter.dimension) slice.dimension = filter.dimension;
  if (filter.occasion) slice.occasion = filter.occasion;
  if (filter.technique) slice.techniques = filter.technique;
  if (filter.hasComment !== undefined) slice.hasComment = filter.hasComment;
  if (filter.segment) slice.customerCondition = await segmentCondition(scope, filter.segment);
  if (filter.channel) {
    slice.channelIds = idsOfKeys(
      await listCatalogue(scope, "channel"),
      filter.channel,
      "channel",
      "unknownChannel",
    );
  }
  if (filter["product-group"]) {
    const groups = await listCatalogue(scope, "productGroup");
    slice.productGroupIds = idsOfKeys(
      groups,
      filter["product-group"],
      "product-group",
      "unknownProductGroup",
    );
  }
  if (filter.touchpoint || filter.phase || filter.department) {
    slice.touchpointIds = await touchpointIds(scope, filter);
  }
  return slice;
}

async function touchpointIds(scope: Scope, filter: ScoreFilter): Promise<number[]> {
  let touchpoints = await listTouchpointChoices(scope);
  if (filter.touchpoint) {
    const wanted = new Set(idsOfKeys(touchpoints, filter.touchpoint, "touchpoint", "unknownTouchpoint"));
    touchpoints = touchpoints.filter(({ id }) => wanted.has(id));
  }
  if (filter.phase) {
    const phases = await scope.db.phase.findMany({ where: { workspaceId: scope.workspaceId } });
    const wanted = new Set(withSubPhases(phases, idsOfKeys(phases, filter.phase, "phase", "unknownPhase")));
    touchpoints = touchpoints.filter(({ phaseId }) => phaseId !== null && wanted.has(phaseId));
  }
  if (filter.department) {
    const departments = await listCatalogue(scope, "department");
    const wanted = new Set(idsOfKeys(departments, filter.department, "department", "unknownDepartment"));
    touchpoints = touchpoints.filter(({ departmentId }) => departmentId !== null && wanted.has(departmentId));
  }
  return touchpoints.map(({ id }) => id);
}
