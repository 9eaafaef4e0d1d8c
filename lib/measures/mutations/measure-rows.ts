import { resolveMembers } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, type FieldErrors, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { peopleOf } from "../queries/list-owners";
import { type MeasureContent, measureContent } from "../schema/edit";

export type Held = { id: string; version: number; content: MeasureContent };

type Found = Omit<MeasureContent, "owner"> & {
  publicId: string;
  version: number;
  ownerUserId: number | null;
};

const keyOf = (table: string, column: string) =>
  `(select x."key" from ${table} x where x."workspaceId" = m."workspaceId" and x."id" = m."${column}")`;
const idOf = (table: string, column: string) =>
  `(select x."publicId"::text from ${table} x where x."workspaceId" = m."workspaceId" and x."id" = m."${column}")`;
const columns =
  Prisma.raw(`m."publicId"::text as "publicId", m."version", m."name", m."description", m."firstStep",
  m."kpiWords", m."translations", m."ownerUserId", m."ownerName", m."kpi", m."comparison", m."state",
  m."startValue"::float8 as "startValue", m."target"::float8 as "target", m."startsOn"::text as "startsOn",
  m."endsOn"::text as "endsOn", m."targetOn"::text as "targetOn", m."budgetMinor"::float8 as "budgetMinor",
  to_char(m."retiredAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "retiredAt",
  ${keyOf("phase", "phaseId")} as "phase", ${keyOf("touchpoint", "touchpointId")} as "touchpoint",
  ${keyOf("segment", "segmentId")} as "segment", ${keyOf("department", "departmentId")} as "department",
  ${idOf("measure", "correctsId")} as "corrects", ${idOf("finding", "findingId")} as "finding",
  coalesce((select json_agg(json_build_object('department', d."key", 'days', e."personDays") order by d."position", d."id")
    from measure_effort e join department d on d."workspaceId" = e."workspaceId" and d."id" = e."departmentId"
    where e."workspaceId" = m."workspaceId" and e."measureId" = m."id"), '[]'::json) as "efforts"`);

/** The measure as it is, held until the end of the transaction. */
export async function holdMeasure(scope: Scope, id: string): Promise<Held | null> {
  const [row] = await scope.db.$queryRaw<Found[]>(Prisma.sql`
    select ${columns} from measure m
    where m."workspaceId" = ${scope.workspaceId} and m."publicId" = ${id}::uuid for no key update of m`);
  if (!row) return null;
  const { publicId, version, ownerUserId, ...content } = row;
  const people = await peopleOf(ownerUserId === null ? [] : [ownerUserId]);
  return {
    id: publicId,
    version,
    content: measureContent.parse({ ...content, owner: people.get(ownerUserId ?? 0)?.publicId ?? null }),
  };
}

/** Inner ids of everything that a measure names. @throws AppError `invalid` with what does not exist or is retired */
async function idsOf(scope: Scope, content: MeasureContent, before: MeasureContent | null, places: Places) {
  const problems: FieldErrors = {};
  const find = (
    list: readonly { id: number; key: string; retired: boolean }[],
    key: string | null,
    field: string,
    reason: string,
    was: string | null | undefined,
  ): number | null => {
    if (key === null) return null;
    const found = list.find((one) => one.key === key);
    if (!found) problems[field] = reason;
    else if (found.retired && key !== was) problems[field] = "retiredPlace";
    return found?.id ?? null;
  };
  const { kpi, comparison, efforts } = content;
  const ids = {
    phaseId: find(places.phases, content.phase, "phase", "unknownPhase", before?.phase) ?? 0,
    touchpointId: find(
      places.touchpoints,
      content.touchpoint,
      "touchpoint",
      "unknownTouchpoint",
      before?.touchpoint,
    ),
    segmentId: find(places.segments, content.segment, "segment", "unknownSegment", before?.segment),
    departmentId: find(
      places.departments,
      content.department,
      "department",
      "unknownDepartment",
      before?.department,
    ),
  };
  // What a figure is narrowed by may be retired: it is history that it speaks of.
  const said = <T extends { key: string }>(
    list: readonly T[],
    key: string | undefined,
    field: string,
    reason: string,
  ) => {
    if (key !== undefined && !list.some((one) => one.key === key)) problems[field] = reason;
  };
  said(places.touchpoints, kpi?.touchpoint, "kpiTouchpoint", "unknownTouchpoint");
  said(places.segments, kpi?.segment, "kpiSegment", "unknownSegment");
  said(places.channels, kpi?.channel, "kpiChannel", "unknownChannel");
  said(places.productGroups, kpi?.["product-group"], "kpiProductGroup", "unknownProductGroup");
  said(places.segments, comparison?.touched, "touched", "unknownSegment");
  said(places.segments, comparison?.others, "others", "unknownSegment");
  const departments = new Map(places.departments.map(({ key, id }) => [key, id]));
  if (efforts.some(({ department }) => !departments.has(department))) problems.efforts = "unknownDepartment";
  const owners = await resolveMembers(scope, content.owner ? [content.owner] : []);
  // Whoever has left stays named until somebody else is.
  if (content.owner && !owners.has(content.owner) && content.owner !== before?.owner)
    problems.owner = "unknownMember";
  if (Object.keys(problems).length > 0) throw refuse(problems);
  return {
    ...ids,
    efforts: efforts.map(({ department, days }) => ({
      departmentId: departments.get(department) ?? 0,
      personDays: days,
    })),
    ownerUserId: content.owner ? owners.get(content.owner) : null,
    ...(await linkedIds(scope, content)),
  };
}

async function linkedIds({ db, workspaceId }: Scope, { corrects, finding }: MeasureContent) {
  const [row] = await db.$queryRaw<{ correctsId: number | null; findingId: number | null }[]>(Prisma.sql`
    select (select "id" from measure where "workspaceId" = ${workspaceId} and "publicId" = ${corrects}::uuid) as "correctsId",
      (select "id" from finding where "workspaceId" = ${workspaceId} and "publicId" = ${finding}::uuid) as "findingId"`);
  if ((corrects && !row?.correctsId) || (finding && !row?.findingId))
    throw new AppError("invalid", "measureCauseGone");
  return { correctsId: row?.correctsId ?? null, findingId: row?.findingId ?? null };
}

/** Writes a measure with its efforts. @returns its id and version afterwards */
export async function putMeasure(
  scope: Scope,
  held: Held | null,
  content: MeasureContent,
  known?: Places,
): Promise<{ id: string; version: number }> {
  const { db, workspaceId } = scope;
  const { efforts, ownerUserId, ...ids } = await idsOf(
    scope,
    content,
    held?.content ?? null,
    known ?? (await readPlaces(scope)),
  );
  const { name, description, firstStep, kpiWords, ownerName, startValue, target, state } = content;
  const day = (text: string | null) => (text === null ? null : new Date(text));
  const data = {
    ...{ name, description, firstStep, kpiWords, ownerName, startValue, target, state },
    ...ids,
    ...(ownerUserId === undefined ? {} : { ownerUserId }),
    translations: content.translations ?? Prisma.DbNull,
    kpi: content.kpi ?? Prisma.DbNull,
    comparison: content.comparison ?? Prisma.DbNull,
    startsOn: day(content.startsOn),
    endsOn: day(content.endsOn),
    targetOn: day(content.targetOn),
    budgetMinor: content.budgetMinor === null ? null : BigInt(content.budgetMinor),
    retiredAt: day(content.retiredAt),
  };
  const row = held
    ? (
        await db.measure.updateManyAndReturn({
          where: { workspaceId, publicId: held.id },
          data: { ...data, version: { increment: 1 } },
        })
      )[0]
    : await db.measure.create({ data: { workspaceId, ...data, position: await nextPosition(scope) } });
  if (!row) throw notFound();
  await db.measureEffort.deleteMany({ where: { workspaceId, measureId: row.id } });
  if (efforts.length > 0)
    await db.measureEffort.createMany({
      data: efforts.map((one) => ({ workspaceId, measureId: row.id, ...one })),
    });
  return { id: row.publicId, version: row.version };
}

async function nextPosition({ db, workspaceId }: Scope): Promise<number> {
  const { _max } = await db.measure.aggregate({ where: { workspaceId }, _max: { position: true } });
  return (_max.position ?? -1) + 1;
}

/** Only what was just made: nothing speaks of it yet. @throws AppError `conflict` where something does */
export async function removeMeasure({ db, workspaceId }: Scope, id: string): Promise<void> {
  const [used] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    select count(*)::int as n from measure c join measure m on m."workspaceId" = c."workspaceId" and m."id" = c."correctsId"
    where m."workspaceId" = ${workspaceId} and m."publicId" = ${id}::uuid`);
  if ((used?.n ?? 0) > 0) throw new AppError("conflict", "usedMeanwhile");
  await db.measure.deleteMany({ where: { workspaceId, publicId: id } });
}
