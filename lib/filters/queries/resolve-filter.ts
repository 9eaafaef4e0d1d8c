import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { Dimension, Occasion, Technique } from "@/lib/feedback/rules/codes";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { openPeriod } from "@/lib/filters/rules/spans";
import { isLeading } from "@/lib/segments/queries/counted-leading";
import { readVocabulary, type Vocabulary } from "@/lib/segments/queries/read-names";
import { type CustomerCondition, segmentCondition } from "@/lib/segments/queries/segment-condition";
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

/** In the place of a key: what belongs to none. Keys begin with a letter or a digit, so nothing else is called that. */
export const noneKey = "-";
const noneId = 0;

/**
 * Keys become ids. Phase and department mean the answer's touchpoint's, today; a segment its members now.
 * @throws AppError `invalid` for a name that does not exist: a filter is never silently ignored
 */
export async function resolveFilter(scope: Scope, filter: ScoreFilter, known?: Places): Promise<Slice> {
  const slice: Slice = { period: openPeriod(filter.from, filter.to) };
  if (filter.dimension) slice.dimension = filter.dimension;
  if (filter.occasion) slice.occasion = filter.occasion;
  if (filter.technique) slice.techniques = filter.technique;
  if (filter.hasComment !== undefined) slice.hasComment = filter.hasComment;
  if (filter.segment) slice.customerCondition = await ofSegments(scope, filter.segment, known?.vocabulary);
  const { touchpoint, phase, department, channel, "product-group": productGroup } = filter;
  const ofTouchpoint = touchpoint ?? phase ?? department;
  if (!ofTouchpoint && !channel && !productGroup) return slice;
  const places = known ?? (await readPlaces(scope));
  if (channel) slice.channelIds = idsOf(places.channels, channel, "channel", "unknownChannel");
  if (productGroup) {
    const ids = idsOf(places.productGroups, productGroup, "product-group", "unknownProductGroup");
    slice.productGroupIds = ids;
  }
  if (ofTouchpoint) slice.touchpointIds = touchpointIds(places, filter);
  return slice;
}

/** In one of these segments; "none" is who is in none of the leading ones, by which everybody is told apart. */
async function ofSegments(
  scope: Scope,
  keys: readonly string[],
  known: Vocabulary | undefined,
): Promise<CustomerCondition> {
  const vocabulary = known ?? (await readVocabulary(scope));
  const named = keys.filter((key) => key !== noneKey);
  const isIn = named.length > 0 ? await segmentCondition(scope, named, { vocabulary }) : null;
  if (named.length === keys.length && isIn) return isIn;
  const leading = vocabulary.segments.filter(isLeading).map(({ key }) => key);
  const isInOne = leading.length > 0 ? await segmentCondition(scope, leading, { vocabulary }) : null;
  const isInNone = isInOne?.members ? isNoneOf(isInOne.members) : () => Prisma.sql`true`;
  return isIn ? (column) => Prisma.sql`(${isIn(column)} or ${isInNone(column)})` : isInNone;
}

/**
 * Answers of nobody known belong to none of them as well: of them it is not true that they are in. Asked so, PostgreSQL
 * looks into a table of the members for each answer; of the answers that are left it would expect nearly none.
 */
const isNoneOf = (members: Prisma.Sql): CustomerCondition =>
  Object.assign((column: Prisma.Sql) => Prisma.sql`(${column} in (${members})) is not true`, {
    members,
    lookedUp: isNoneOf,
  });

const idsOf: typeof idsOfKeys = (entries, ...named) =>
  idsOfKeys([...entries, { id: noneId, key: noneKey }], ...named);

function touchpointIds(places: Places, filter: ScoreFilter): number[] {
  const nowhere = { id: noneId, key: noneKey, phaseId: null, departmentId: null };
  let touchpoints = [...places.touchpoints, nowhere];
  if (filter.touchpoint) {
    const wanted = new Set(idsOf(touchpoints, filter.touchpoint, "touchpoint", "unknownTouchpoint"));
    touchpoints = touchpoints.filter(({ id }) => wanted.has(id));
  }
  if (filter.phase) {
    const ids = withSubPhases(places.phases, idsOf(places.phases, filter.phase, "phase", "unknownPhase"));
    const wanted = new Set(ids);
    touchpoints = touchpoints.filter(({ phaseId }) => wanted.has(phaseId ?? noneId));
  }
  if (filter.department) {
    const ids = idsOf(places.departments, filter.department, "department", "unknownDepartment");
    const wanted = new Set(ids);
    touchpoints = touchpoints.filter(({ departmentId }) => wanted.has(departmentId ?? noneId));
  }
  return touchpoints.map(({ id }) => id);
}
