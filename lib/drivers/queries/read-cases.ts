import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { answerCondition, type Slice } from "@/lib/feedback/queries/slice";
import { scales } from "@/lib/feedback/rules/codes";
import type { CrossProducts, SampledCases } from "@/lib/metrics/drivers";
import type { Scale } from "@/lib/metrics/scales";
import { Matrix } from "@/lib/stats/matrix";
import { type Candidate, candidatesOf, chooseTouchpoints } from "../rules/choose-touchpoints";
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
  const inRecords = await readTogether(scope, request, "record");
  return inRecords.touchpoints.length > 0 ? inRecords : readTogether(scope, request, "customer");
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
  const parts = outcomes.map(
    (outcome) => Prisma.sql`(select mode() within group (order by a."scale") from answer a
      where ${answerCondition(scope.workspaceId, outcomeSlice(outcome, base))} and a."score" is not null)`,
  );
  const [row] = await scope.db.$queryRaw<{ asked: (number | null)[] }[]>(
    Prisma.sql`select array[${Prisma.join(parts)}]::int[] as asked`,
  );
  return new Map(
    outcomes.flatMap((outcome, index): [Outcome, Scale][] => {
      const scale = row?.asked[index] ?? null;
      return scale === null ? [] : [[outcome, scales.nameOf(scale)]];
    }),
  );
}

type Presence = { answered: number; patterns: { rated: number[]; cases: number }[] | null };

async function readTogether(scope: Scope, request: Request, together: Together): Promise<Cases> {
  const meant = meantAnswers(scope.workspaceId, request, together);
  const [row] = await scope.db.$queryRaw<Presence[]>(Prisma.sql`
    with one_case as materialized (
      select array_agg(distinct "touchpointId"::bigint * 100 + "scale") filter (where not is_outcome) as rated
      from (${meant}) m group by unit having bool_or(is_outcome)),
    pattern as (
      select rated, count(*)::int as cases from one_case where rated is not null
      group by rated order by 2 desc limit ${most.patterns})
    select (select count(*)::int from one_case) as answered,
      (select json_agg(json_build_object('rated', rated, 'cases', cases)) from pattern) as patterns`);
  const patterns = row?.patterns ?? [];
  const candidates = candidatesOf(patterns).slice(0, most.candidates);
  const touchpoints = chooseTouchpoints(candidates, patterns, request.isAskedFor);
  return {
    together,
    touchpoints: touchpoints.map((one) => ({ ...one, scaleName: scales.nameOf(one.scale) })),
    leftOut: candidates.filter((one) => !touchpoints.includes(one)),
    answered: row?.answered ?? 0,
    outcomeScale: request.outcomeScale,
    ...(await sumUp(scope, meant, touchpoints)),
  };
}

/**
 * Answers about the whole and about touchpoints in one reading, each with what makes them one case (`unit`): grouping is
 * all that is left to do, and no join can go wrong where the planner knows little about the rows.
 */
function meantAnswers(
  workspaceId: number,
  { outcome, outcomeScale, base }: Request,
  together: Together,
): Prisma.Sql {
  const unit = Prisma.raw(together === "record" ? `a."feedbackId"` : `a."customerId"`);
  const isOutcome = Prisma.sql`(${answerCondition(workspaceId, outcomeSlice(outcome, base))}
    and a."scale" = ${outcomeScale === null ? 0 : scales.codeOf(outcomeScale)})`;
  const rated: Slice = { ...base, metrics: ["csat", "rating"], dimension: "experience" };
  return Prisma.sql`
    select ${unit} as unit, coalesce(${isOutcome}, false) as is_outcome, a."touchpointId", a."scale", a."score"
    from answer a
    where a."workspaceId" = ${workspaceId} and a."score" is not null and ${unit} is not null
      and (${isOutcome} or (${answerCondition(workspaceId, rated)} and a."touchpointId" is not null))`;
}

type Sums = { sums: number[]; sample: number[][] | null };

/** Cross products of all complete cases, counted where they lie: of a million records only the sums travel. */
async function sumUp(
  scope: Scope,
  meant: Prisma.Sql,
  touchpoints: readonly Candidate[],
): Promise<CrossProducts & { sample: SampledCases }> {
  const columns = touchpoints.length + 1;
  const products = new Matrix(columns, columns);
  if (touchpoints.length === 0) return { n: 0, sums: [0], products, sample: [] };
  const names = [...touchpoints.map((_, j) => `x${j}`), "y"];
  const pairs = names.flatMap((a, j) => names.slice(0, j + 1).map((b) => `sum(${a} * ${b})`));
  const averages = touchpoints.map(
    ({ touchpointId, scale }, j) => Prisma.sql`avg("score"::float8) filter (where not is_outcome
      and "touchpointId" = ${touchpointId} and "scale" = ${scale}) as ${Prisma.raw(`x${j}`)}`,
  );
  const row = Prisma.raw(names.join(", "));
  const [found] = await scope.db.$queryRaw<Sums[]>(Prisma.sql`
    with complete as materialized (
      select * from (
        select unit, ${Prisma.join(averages)}, avg("score"::float8) filter (where is_outcome) as y
        from (${meant}) m group by unit) wide
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
