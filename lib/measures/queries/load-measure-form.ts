import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors/app-error";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import { localText } from "@/lib/fields/texts";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { type Period, periodOf } from "@/lib/period/period";
import type { Kpi, KpiMeasure } from "../schema";
import type { MeasureContent } from "../schema/edit";
import type { EditMeasurePageInput, NewMeasureInput } from "../schema/pages";
import { listOwners, type Owner } from "./list-owners";
import { type MeasureRow, readMeasures } from "./read-measures";

/** What stands in the form at first. */
export type MeasureValues = Partial<Omit<MeasureContent, "translations" | "efforts">> & {
  /** Null: nobody has said yet how many days. */
  efforts?: { department: string; days: number | null }[];
};

export type MeasureFormData = {
  today: LocalDay;
  /** Null: a new one. */
  measure: { id: string; version: number; name: string } | null;
  values: MeasureValues;
  /** The gap that a new measure comes from, as it was measured. */
  gap: {
    touchpoint: string;
    segment: string | null;
    experienced: number;
    n: number;
    expected: number | null;
    period: Period;
  } | null;
  /** The measure whose failure this one corrects. */
  corrects: { id: string; name: string } | null;
  finding: { id: string; sentence: string } | null;
  places: Places;
  owners: Owner[];
  currency: string;
};

/** @throws AppError `notFound` */
export async function loadMeasureToEdit(
  scope: Scope,
  { id }: EditMeasurePageInput,
): Promise<MeasureFormData> {
  const [measure] = await readMeasures(scope, { id, inOwnWords: true });
  if (!measure) throw notFound();
  const owners = await listOwners(scope);
  return {
    ...(await surroundings(scope, owners)),
    measure: { id: measure.id, version: measure.version, name: measure.name },
    values: valuesOf(measure, owners),
    gap: null,
    corrects: measure.corrects,
    finding: null,
  };
}

async function surroundings(scope: Scope, owners: Owner[]) {
  return {
    today: localDay(new Date(), scope.timeZone),
    places: await readPlaces(scope),
    owners,
    currency: scope.currency,
  };
}

function valuesOf(measure: MeasureRow, owners: readonly Owner[]): MeasureValues {
  const { name, description, firstStep, kpiWords, phase, touchpoint, segment, department, ownerName } =
    measure;
  const { kpi, comparison, startValue, target, startsOn, endsOn, targetOn, budgetMinor } = measure;
  return {
    ...{ name, description, firstStep, kpiWords, phase, touchpoint, segment, department, ownerName },
    ...{ kpi, comparison, startValue, target, startsOn, endsOn, targetOn, budgetMinor },
    owner: owners.find(({ userId }) => userId === measure.ownerUserId)?.publicId ?? null,
    efforts: measure.efforts.map(({ department: key, personDays }) => ({
      department: key,
      days: personDays,
    })),
  };
}

/** A new measure, filled from what it answers: a gap, a finding, or a measure that did not do what it should. */
export async function loadNewMeasure(scope: Scope, input: NewMeasureInput): Promise<MeasureFormData> {
  const owners = await listOwners(scope);
  const around = await surroundings(scope, owners);
  const empty = { ...around, measure: null, values: {}, gap: null, corrects: null, finding: null };
  if (input.corrects) {
    const [cause] = await readMeasures(scope, { id: input.corrects });
    if (!cause) throw notFound();
    return { ...empty, corrects: { id: cause.id, name: cause.name }, values: afterFailure(cause, owners) };
  }
  const finding = input.finding ? await readFinding(scope, input.finding) : null;
  const { touchpoint: key = finding?.touchpoint, segment } = input;
  const touchpoint = around.places.touchpoints.find((one) => one.key === key);
  if (!touchpoint) return { ...empty, finding, values: saidValues(input, around.places) };
  const place = <One extends { id: number; key: string }>(list: readonly One[], id: number | null) =>
    list.find((one) => one.id === id)?.key ?? null;
  const values: MeasureValues = {
    touchpoint: touchpoint.key,
    segment: segment ?? null,
    phase: place(around.places.phases, touchpoint.phaseId) ?? undefined,
    department: place(around.places.departments, touchpoint.departmentId),
    owner: await ownerOf(scope, touchpoint.id, owners),
    kpi: { measure: "experience", touchpoint: touchpoint.key, ...(segment ? { segment } : {}) },
  };
  const gap = input.from === "gap" ? await readGap(scope, values, around) : null;
  return {
    ...empty,
    finding,
    gap,
    values: {
      ...values,
      ...(gap?.measure ? { kpi: { ...values.kpi, measure: gap.measure } } : {}),
      ...(gap ? { startValue: Number(gap.experienced.toFixed(2)), target: gap.expected } : {}),
    },
  };
}

/** What the address says of it; a place that does not exist is left out. */
function saidValues(input: NewMeasureInput, places: Places): MeasureValues {
  const known = (list: readonly { key: string }[], key: string | undefined) =>
    list.some((one) => one.key === key) ? key : undefined;
  return {
    phase: known(places.phases, input.phase),
    department: known(places.departments, input.department) ?? null,
    ...(input.name ? { name: input.name } : {}),
    ...(input["first-step"] ? { firstStep: input["first-step"] } : {}),
    ...(input["kpi-words"] ? { kpiWords: input["kpi-words"] } : {}),
    ...(input.measure ? { kpi: saidKpi(input.measure, known(places.touchpoints, input.at)) } : {}),
    ...(input.effort
      ? {
          efforts: input.effort
            .filter((key) => known(places.departments, key))
            .map((department) => ({ department, days: null })),
        }
      : {}),
  };
}

const saidKpi = (measure: KpiMeasure, touchpoint: string | undefined): Kpi => ({
  measure,
  ...(touchpoint ? { touchpoint } : {}),
});

/** The same place, figure and people; what it was to reach is still to be reached. */
function afterFailure(cause: MeasureRow, owners: readonly Owner[]): MeasureValues {
  const { phase, touchpoint, segment, department, kpi, kpiWords, target, owner } = {
    ...cause,
    ...valuesOf(cause, owners),
  };
  return { phase, touchpoint, segment, department, kpi, kpiWords, target, owner: owner ?? null };
}

async function ownerOf(scope: Scope, touchpointId: number, owners: readonly Owner[]): Promise<string | null> {
  const found = await scope.db.touchpoint.findFirst({
    where: { workspaceId: scope.workspaceId, id: touchpointId },
    select: { ownerUserId: true },
  });
  return owners.find(({ userId, isActive }) => isActive && userId === found?.ownerUserId)?.publicId ?? null;
}

async function readFinding({ db, workspaceId, locale }: Scope, id: string) {
  const row = await db.finding.findFirst({
    where: { workspaceId, publicId: id },
    select: { publicId: true, sentence: true, translations: true, touchpoint: { select: { key: true } } },
  });
  if (!row) throw notFound();
  const sentence = localText(row, "sentence", row.sentence, locale) ?? row.sentence;
  return { id: row.publicId, sentence, touchpoint: row.touchpoint?.key };
}

type Gap = NonNullable<MeasureFormData["gap"]> & { measure: KpiMeasure };

/**
 * What is experienced there in the last complete quarter and what is expected, as the pages of expectations say it; the
 * figure is that of the expectation. Null: nobody answered, or the effort is not asked on the scale of the figure.
 */
async function readGap(
  scope: Scope,
  { touchpoint, segment }: MeasureValues,
  { places, today }: { places: Places; today: LocalDay },
): Promise<Gap | null> {
  const place = places.touchpoints.find(({ key }) => key === touchpoint);
  const period = periodOf("last-quarter", today);
  if (!place || !period) return null;
  const { rows, segments } = await listGaps(scope, {
    period,
    base: { period: null, touchpointIds: [place.id] },
    ...(segment ? { segments: [segment] } : {}),
    places,
  });
  const wanted = segment ? segments.find(({ key }) => key === segment)?.id : null;
  const row = rows.find(({ segmentId }) => segmentId === wanted);
  if (!row || row.experience.mean === null) return null;
  const { metric, scale } = row.question;
  if (metric === "ces" && scale !== "EFFORT_1_7") return null;
  return {
    measure: metric === "csat" ? "experience" : metric,
    touchpoint: place.key,
    segment: segment ?? null,
    experienced: row.experience.mean,
    n: row.experience.n,
    expected: row.expected && Number(row.expected.value.toFixed(2)),
    period,
  };
}
