import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { tallyScores } from "@/lib/feedback/queries/tally-scores";
import { metrics, scales } from "@/lib/feedback/rules/codes";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { isScaleOf, SCALES } from "@/lib/metrics/scales";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { resolveSegments } from "@/lib/segments/queries";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { expectationsOn } from "../queries/read-expectations";
import { CountedAnswers } from "../rules/counted-answers";
import type { Question } from "../rules/in-force";
import type { EndExpectationInput, SetExpectationInput, UndoExpectationInput } from "../schema";

/** What taking it back needs, as a form carries it. */
export type Undo = { before: string };

type Place = { touchpointId: number | null; segmentId: number | null };

/**
 * A new value from a day on. What held before stays as it was: history is never written over.
 * @throws AppError `invalid` for NPS, another scale than the touchpoint's, a value off the scale, and a day that
 * already has its version
 */
export async function setExpectation(scope: Scope, input: SetExpectationInput): Promise<Undo> {
  const { expected = null, importance = null, validFrom, source } = input;
  if (input.metric === "nps") throw refuse({ expected: "expectationNps" });
  if (expected === null && importance === null) throw refuse({ expected: "expectationEmpty" });
  const place = await placeOf(scope, input);
  const question = await questionAsked(scope, place, input);
  const { min, max } = SCALES[question.scale];
  if (expected !== null && (expected < min || expected > max))
    throw new AppError("invalid", undefined, {
      fields: { expected: "expectationOffScale" },
      values: { min, max },
    });
  return record(scope, input, place, question, { expected, importance, validFrom, source: source || null });
}

/** @throws AppError `invalid` where nothing of its own is in force on that day */
export async function endExpectation(scope: Scope, input: EndExpectationInput): Promise<Undo> {
  const place = await placeOf(scope, input);
  const { touchpointId, segmentId } = place;
  const [inForce] = await expectationsOn(
    scope,
    [input.validFrom],
    touchpointId === null ? [] : [touchpointId],
  );
  const own = inForce?.ownOf(segmentId, touchpointId);
  if (!own) throw refuse({ validFrom: "expectationNothingToEnd" });
  return record(scope, input, place, own, {
    expected: null,
    importance: null,
    validFrom: input.validFrom,
    source: null,
  });
}

/** Takes back what was recorded, and only that. @throws AppError `notFound`, or `conflict` when it was changed since */
export async function undoExpectation(scope: Scope, { before }: UndoExpectationInput): Promise<void> {
  const { id, version } = before;
  const { db, workspaceId } = scope;
  const found = await db.expectation.findFirst({ where: { workspaceId, publicId: id } });
  if (!found) throw notFound();
  const { count } = await db.expectation.deleteMany({ where: { workspaceId, publicId: id, version } });
  if (count === 0) throw new AppError("conflict", "changedMeanwhile");
  await writeAudit(scope, "expectation.undo", id);
}

type Values = {
  expected: number | null;
  importance: number | null;
  validFrom: LocalDay;
  source: string | null;
};

async function record(
  scope: Scope,
  named: { touchpoint?: string | null | undefined; segment?: string | null | undefined },
  { touchpointId, segmentId }: Place,
  { metric, scale }: Question,
  values: Values,
): Promise<Undo> {
  const { expected, importance, validFrom, source } = values;
  const by = scope.actor.kind === "user" ? scope.actor.id : null;
  const [row] = await scope.db.$queryRaw<{ id: string; version: number }[]>(Prisma.sql`
    insert into expectation ("workspaceId", "segmentId", "touchpointId", "metric", "scale", "expected", "importance",
      "validFrom", "source", "setByUserId")
    values (${scope.workspaceId}, ${segmentId}::int, ${touchpointId}::int, ${metrics.codeOf(metric)},
      ${scales.codeOf(scale)}, ${expected}::numeric, ${importance}::numeric, ${validFrom}::date, ${source}, ${by}::int)
    on conflict do nothing
    returning "publicId"::text as id, "version"`);
  if (!row) throw refuse({ validFrom: "expectationSameDay" });
  await writeAudit(
    scope,
    expected === null && importance === null ? "expectation.end" : "expectation.set",
    row.id,
    {
      version: row.version,
      changed: Object.fromEntries(
        Object.entries({
          touchpoint: named.touchpoint ?? null,
          segment: named.segment ?? null,
          metric,
          scale,
          ...values,
        }).map(([field, to]) => [field, { from: null, to }]),
      ),
    },
  );
  return { before: JSON.stringify(row) };
}

async function placeOf(
  scope: Scope,
  named: { touchpoint?: string | null | undefined; segment?: string | null | undefined },
): Promise<Place> {
  const lookup = new Lookup();
  const touchpoint = lookup.find(
    await resolveTouchpoints(scope, [named.touchpoint]),
    named.touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const segment = lookup.find(
    await resolveSegments(scope, [named.segment]),
    named.segment,
    "segment",
    "unknownSegment",
  );
  const refusal = lookup.refusal();
  if (refusal) throw refusal;
  if (segment && !touchpoint) throw refuse({ touchpoint: "expectationNeedsTouchpoint" });
  return { touchpointId: touchpoint?.id ?? null, segmentId: segment ?? null };
}

/** The question that is meant. @throws AppError `invalid` where the touchpoint is asked another one */
async function questionAsked(scope: Scope, place: Place, input: SetExpectationInput): Promise<Question> {
  const own = await questionOf(scope, place.touchpointId);
  const metric = input.metric === "nps" ? undefined : input.metric;
  const asked = {
    metric: metric ?? own?.metric ?? "csat",
    scale: input.scale ?? own?.scale ?? "1-5",
  } as const;
  if (
    !isScaleOf(asked.metric, asked.scale) ||
    (own && (own.metric !== asked.metric || own.scale !== asked.scale))
  )
    throw new AppError("invalid", undefined, {
      fields: { expected: "expectationScale" },
      values: { scale: own?.scale ?? "1-5" },
    });
  return asked;
}

/** What a touchpoint is asked, else what is expected of it so far; null where there is neither. */
export async function questionOf(scope: Scope, touchpointId: number | null): Promise<Question | null> {
  const today = localDay(new Date(), scope.timeZone);
  const ids = touchpointId === null ? [] : [touchpointId];
  const [inForce] = await expectationsOn(scope, [today], ids);
  if (touchpointId === null) return inForce?.commonQuestion ?? null;
  const experience = await tallyScores(
    scope,
    { period: null, touchpointIds: ids, metrics: ["csat", "rating", "ces"] },
    { groupBy: "touchpoint", answeredOnly: true },
  );
  const counted = new CountedAnswers({ experience, expectation: [], importance: [] });
  return (
    counted.at(touchpointId).mainQuestion() ??
    inForce?.questionOf(touchpointId) ??
    inForce?.commonQuestion ??
    null
  );
}
