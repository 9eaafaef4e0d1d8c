import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { answerCondition, type Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally } from "@/lib/feedback/queries/tally-request";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import { metrics, scales } from "@/lib/feedback/rules/codes";
import type { CrossProducts, SampledCases } from "@/lib/metrics/drivers";
import type { Scale } from "@/lib/metrics/scales";
import { totalOf } from "@/lib/metrics/tally";
import { Matrix } from "@/lib/stats/matrix";
import {
  type Candidate,
  candidatesOf,
  chooseTouchpoints,
  completeCases,
  type Pattern,
  placeOf,
} from "../rules/choose-touchpoints";
import type { Outcome } from "../schema";

/**
 * What makes answers belong together. One questionnaire that asked about the whole and about touchpoints: `record`.
 * Where the whole is asked apart (NPS twice a year, touchpoints after a contact): `customer`, whatever the same customer
 * answered within the period. Several answers of one case to the same question are averaged.
 */
export type Together = "record" | "customer";

/** Complete cases as sums, and a sample of single ones. */
export type Cases = CrossProducts & {
  together: Together;
  /** In the order of the columns; the outcome comes after the last. */
  touchpoints: (Candidate & { scaleName: Scale })[];
  /** Touchpoints that too few of these cases rated. */
  leftOut: Candidate[];
  /** Cases that answered about the whole, whether or not they rated touchpoints. */
  answered: number;
  /** Scale of the outcome; null where nobody answered. */
  outcomeScale: Scale | null;
  sample: SampledCases;
};

/** So many touchpoints are looked at, the most rated ones; so many patterns of what was rated, the commonest. */
const most = { candidates: 40, patterns: 5_000 };
/** Single cases are drawn for ranges and certainty only, always the same ones: a verdict needs no more of them. */
export const sampledCases = 5_000;

type Request = { outcome: Outcome; outcomeScale: Scale | null; base: Slice; isAskedFor: boolean };

/** Records that asked about both are believed first; only without them are customers put together. */
export async function readCases(scope: Scope, request: Request): Promise<Cases> {
  const { together, answered, patterns } = await readPresence(scope, request);
  const candidates = candidatesOf(patterns).slice(0, most.candidates);
  const touchpoints = chooseTouchpoints(candidates, patterns, request.isAskedFor);
  // Where all patterns are known, they say that there is nothing to add up.
  const isEmpty = patterns.length < most.patterns && completeCases(patterns, touchpoints) === 0;
  return {
    together,
    touchpoints: touchpoints.map((one) => ({ ...one, scaleName: scales.nameOf(one.scale) })),
    leftOut: candidates.filter((one) => !touchpoints.includes(one)),
    answered,
    outcomeScale: request.outcomeScale,
    ...(isEmpty ? nothing(touchpoints) : await sumUp(scope, request, together, touchpoints)),
  };
}

/** Period and segment narrow both sides; every other filter says which ratings of touchpoints are meant. */
export function outcomeSlice(outcome: Outcome, { period, customerCondition }: Slice): Slice {
  const base: Slice = { period, ...(customerCondition ? { customerCondition } : {}) };
  switch (outcome) {
    case "satisfaction":
      // Asked about no touchpoint: about the company as a whole.
      return { ...base, metrics: ["csat", "rating"], touchpointIds: [0] };
    case "recommendation":
      return { ...base, metrics: ["nps"], occasion: "relationship" };
    case "image":
      return { ...base, metrics: ["csat", "rating"], dimension: "image" };
  }
}

/** Which outcomes anybody was asked about, and on which scale most were. */
export async function askedOutcomes(
  scope: Scope,
  outcomes: readonly Outcome[],
  base: Slice,
): Promise<Map<Outcome, Scale>> {
  const tallies = await tallyMany(
    scope,
    outcomes.map((outcome) => ({ slice: outcomeSlice(outcome, base), answeredOnly: true })),
  );
  return new Map(
    outcomes.flatMap((outcome, index): [Outcome, Scale][] => {
      const scale = commonestScale(tallies[index] ?? []);
      return scale === null ? [] : [[outcome, scale]];
    }),
  );
}

type Presence = { together: Together; answered: number; patterns: Pattern[] };

/**
 * What was rated together, in one reading of the answers. A record with two of them has one that is not its first
 * question: without any such answer no record needs to be put together.
 */
async function readPresence(scope: Scope, request: Request): Promise<Presence> {
  const ratedBy = (unit: Together, isWanted: Prisma.Sql) => Prisma.sql`
    select array_agg(distinct place) filter (where place is not null) as rated from meant
    where ${unitOf[unit]} is not null and (select ${isWanted})
    group by ${unitOf[unit]} having bool_or(place is null)`;
  const patternsOf = (cases: Prisma.Sql) => Prisma.sql`
    select rated, count(*)::int as cases from ${cases} where rated is not null
    group by rated order by 2 desc, 1 limit ${most.patterns}`;
  const found = (together: Together, cases: Prisma.Sql, patterns: Prisma.Sql) => Prisma.sql`
    select ${together}::text as together, (select count(*)::int from ${cases}) as answered,
      (select coalesce(json_agg(json_build_object('rated', rated, 'cases', cases)), '[]'::json) from ${patterns}) as patterns`;
  const [row] = await scope.db.$queryRaw<Presence[]>(Prisma.sql`
    with meant as materialized (${meantAnswers(scope.workspaceId, request)}),
    of_record as materialized (${ratedBy("record", Prisma.sql`exists (select from meant where "position" <> 0)`)}),
    record_pattern as materialized (${patternsOf(Prisma.sql`of_record`)}),
    of_customer as materialized (${ratedBy("customer", Prisma.sql`not exists (select from record_pattern)`)}),
    customer_pattern as materialized (${patternsOf(Prisma.sql`of_customer`)})
    select * from (${found("record", Prisma.sql`of_record`, Prisma.sql`record_pattern`)}) in_records
    where exists (select from record_pattern)
    union all
    select * from (${found("customer", Prisma.sql`of_customer`, Prisma.sql`customer_pattern`)}) of_customers
    where not exists (select from record_pattern)`);
  if (!row) throw new Error("One of the two is always found.");
  return row;
}

const unitOf = { record: Prisma.sql`"feedbackId"`, customer: Prisma.sql`"customerId"` } as const;

/**
 * Answers about the whole (their `place` is null) and about touchpoints (inner id × 100 + the code of the scale) in one
 * reading, each with what may make them one case: grouping is all that is left to do, and no join can go wrong where the
 * planner knows little about the rows. What holds for both is said of both, so that an index can answer.
 * @param touchpoints only these are wanted, with their scores
 */
function meantAnswers(
  workspaceId: number,
  { outcome, outcomeScale, base }: Request,
  touchpoints?: readonly Candidate[],
): Prisma.Sql {
  const { period, customerCondition, ...ratings } = base;
  const judged = outcomeSlice(outcome, { period: null });
  const rated: Slice = { ...ratings, period: null, metrics: ["csat", "rating"], dimension: "experience" };
  const asked = [...new Set([...(judged.metrics ?? []), ...(rated.metrics ?? [])])].map(metrics.codeOf);
  const isJudged = Prisma.sql`(${answerCondition(workspaceId, judged)}
    and a."scale" = ${outcomeScale === null ? 0 : scales.codeOf(outcomeScale)})`;
  const columns = touchpoints
    ? Prisma.sql`a."feedbackId", a."customerId", a."score"`
    : Prisma.sql`a."feedbackId", a."position", a."customerId"`;
  const only = touchpoints
    ? Prisma.sql`a."touchpointId" = any(${touchpoints.map(({ touchpointId }) => touchpointId)}::int[])`
    : Prisma.sql`a."touchpointId" is not null`;
  return Prisma.sql`
    select ${columns},
      case when ${isJudged} then null else a."touchpointId"::bigint * 100 + a."scale" end as place
    from answer a
    where a."workspaceId" = ${workspaceId} and a."metric" = any(${asked}::int[]) and a."score" is not null
      ${period ? Prisma.sql`and a."day" >= ${period.from}::date and a."day" < ${period.to}::date` : Prisma.empty}
      ${customerCondition ? Prisma.sql`and ${customerCondition(Prisma.sql`a."customerId"`)}` : Prisma.empty}
      and (${isJudged} or (${answerCondition(workspaceId, rated)} and ${only}))`;
}

type Sums = { sums: number[]; sample: number[][] | null };

/** Cross products of all complete cases, counted where they lie: of a million records only the sums travel. */
async function sumUp(
  scope: Scope,
  request: Request,
  together: Together,
  touchpoints: readonly Candidate[],
): Promise<CrossProducts & { sample: SampledCases }> {
  const columns = touchpoints.length + 1;
  const products = new Matrix(columns, columns);
  const names = [...touchpoints.map((_, j) => `x${j}`), "y"];
  const pairs = names.flatMap((a, j) => names.slice(0, j + 1).map((b) => `sum(${a} * ${b})`));
  const averages = touchpoints.map(
    (one, j) => Prisma.sql`avg("score"::float8) filter (where place = ${placeOf(one)}::bigint)
      as ${Prisma.raw(`x${j}`)}`,
  );
  const row = Prisma.raw(names.join(", "));
  const [found] = await scope.db.$queryRaw<Sums[]>(Prisma.sql`
    with complete as materialized (
      select * from (
        select ${unitOf[together]} as unit, ${Prisma.join(averages)},
          avg("score"::float8) filter (where place is null) as y
        from (${meantAnswers(scope.workspaceId, request, touchpoints)}) m
        where ${unitOf[together]} is not null group by 1) wide
      where num_nulls(${row}) = 0)
    select array[count(*), ${Prisma.raw(names.map((name) => `sum(${name})`).join(", "))},
        ${Prisma.raw(pairs.join(", "))}]::float8[] as sums,
      (select json_agg(one) from (
        select json_build_array(${row}) as one from complete
        order by hashint8(unit::bigint), unit limit ${sampledCases}) drawn) as sample
    from complete`);
  const [n = 0, ...rest] = found?.sums ?? [];
  let at = columns;
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k <= j; k++, at++) {
      products.set(j, k, rest[at] ?? 0);
      products.set(k, j, rest[at] ?? 0);
    }
  }
  const sums = Array.from({ length: columns }, (_, j) => rest[j] ?? 0);
  return { n, sums, products, sample: found?.sample ?? [] };
}

function nothing(touchpoints: readonly Candidate[]): CrossProducts & { sample: SampledCases } {
  const columns = touchpoints.length + 1;
  return { n: 0, sums: Array(columns).fill(0), products: new Matrix(columns, columns), sample: [] };
}

/** Of several that were asked equally often, the one with the smallest code. */
function commonestScale(tallies: readonly ScoreTally[]): Scale | null {
  const counts = new Map<Scale, number>();
  for (const { scale, tally } of tallies) counts.set(scale, (counts.get(scale) ?? 0) + totalOf(tally));
  const [first] = [...counts]
    .filter(([, n]) => n > 0)
    .sort(([a, n], [b, m]) => m - n || scales.codeOf(a) - scales.codeOf(b));
  return first?.[0] ?? null;
}
