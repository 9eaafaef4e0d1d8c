import { asSystem } from "@/lib/auth/system";
import { loadOverview } from "@/lib/dashboards/queries/load-overview";
import { measureMetric } from "@/lib/dashboards/queries/measure-metric";
import { showCohorts } from "@/lib/dashboards/queries/show-curves";
import { overviewInput } from "@/lib/dashboards/schema";
import { cohortsInput, measureMetricInput } from "@/lib/dashboards/schema/metric-inputs";
import { addDays, localDay } from "@/lib/period/local-day";
import { inTime, type Line, median, requireSame, times } from "./report";
import type { Stage } from "./stage";

const longMs = 600_000;

type Question = {
  what: string;
  asked: Record<string, string>;
  /** What the same comes to by a plain GROUP BY over the raw rows: the group as a key, and how many. */
  plain: string;
};

/** The same figures as the API gives them, against a plain GROUP BY of the raw rows without policies. */
export async function measureMetrics(stage: Stage, workspaceId: number): Promise<Line[]> {
  const today = localDay(new Date(), "Europe/Berlin");
  const span = { from: addDays(today, -365), to: today };
  const where = (metric: number, more = "") =>
    `from answer where "workspaceId" = ${workspaceId} and "metric" = ${metric} and "dimension" = 1 and "technique" <> 2
     and "score" is not null and "day" >= '${span.from}' and "day" < '${span.to}' ${more} group by 1 order by 1`;
  const questions: Question[] = [
    {
      what: "NPS after contacts, workspace, one year",
      asked: { metric: "nps", occasion: "contact" },
      plain: `select "score"::text as key, count(*)::int as n ${where(1, `and "occasion" = 2`)}`,
    },
    {
      what: "NPS of one touchpoint, one year",
      asked: { metric: "nps", occasion: "contact", touchpoint: "t7" },
      plain: `select "score"::text as key, count(*)::int as n ${where(
        1,
        `and "occasion" = 2 and "touchpointId" = (select "id" from touchpoint where "workspaceId" = ${workspaceId} and "key" = 't7')`,
      )}`,
    },
    {
      what: "CSAT by month, one year",
      asked: { metric: "csat", groupBy: "month" },
      plain: `select to_char("day", 'YYYY-MM') as key, count(*)::int as n ${where(2)}`,
    },
    {
      what: "league of 400 touchpoints, one year",
      asked: { metric: "csat", groupBy: "touchpoint" },
      plain: `select (select t."key" from touchpoint t where t."workspaceId" = ${workspaceId} and t."id" = "touchpointId") as key,
        count(*)::int as n ${where(2)}`,
    },
  ];
  const lines: Line[] = [];
  for (const { what, asked, plain } of questions) {
    const input = measureMetricInput.parse({ ...asked, ...span });
    const ours = await median(() => asSystem(workspaceId, (scope) => measureMetric(scope, input), longMs));
    const opponent = await median(async () => (await stage.owner.query(plain)).rows as Counted[]);
    const total = opponent.result.reduce((sum, { n }) => sum + n, 0);
    requireSame(`${what}, n`, ours.result.n, total);
    if (!ours.result.suppressed) requireSame(what, sorted(countsOf(ours.result)), sorted(opponent.result));
    lines.push(line(what, ours.ms, opponent.ms));
  }
  const page = await median(() =>
    asSystem(workspaceId, (scope) => loadOverview(scope, overviewInput.parse({})), longMs),
  );
  lines.push({ what: "everything on the overview", ours: inTime(page.ms), opponent: "", ratio: "" });
  return lines;
}

/** Figures on customers from orders, against the SQL that somebody would write for this one figure. */
export async function measureCustomers(stage: Stage, workspaceId: number): Promise<Line[]> {
  const today = localDay(new Date(), "Europe/Berlin");
  const [from, to] = [addDays(today, -180), addDays(today, -90)];
  const orders = `"order" where "workspaceId" = ${workspaceId} and "status" = 'completed'`;
  const churn = await median(() =>
    asSystem(
      workspaceId,
      (scope) =>
        measureMetric(scope, measureMetricInput.parse({ metric: "churn", rule: "inactivity", from, to })),
      longMs,
    ),
  );
  const plainChurn = await median(
    async () =>
      (
        await stage.owner.query(`select count(*) filter (where before >= '${from}'::date - 91)::int as denominator,
          count(*) filter (where before >= '${from}'::date - 91 and after < '${to}'::date - 91)::int as numerator
        from (select max("day") filter (where "day" < '${from}') as before, max("day") filter (where "day" < '${to}') as after
          from ${orders} group by "customerId") c`)
      ).rows[0],
  );
  const { counts } = churn.result;
  requireSame("churn", countsPair(counts), countsPair(plainChurn.result));

  const cohorts = await median(
    () => asSystem(workspaceId, (scope) => showCohorts(scope, cohortsInput.parse({})), longMs),
    3,
  );
  const plainCohorts = await median(
    async () =>
      (
        await stage.owner.query(`with bought as (select distinct "customerId", date_trunc('month', "day"::timestamp) as month from ${orders}),
          began as (select "customerId", min(month) as cohort from bought group by 1)
        select to_char(cohort, 'YYYY-MM') as cohort, to_char(month, 'YYYY-MM') as month, count(*)::int as n
        from bought join began using ("customerId") group by 1, 2 order by 1, 2`)
      ).rows as { cohort: string; month: string; n: number }[],
    3,
  );
  requireSame(
    "cohorts",
    cohorts.result.cohorts.map(({ cohort, active }) => [cohort, active.filter((n) => n > 0)]),
    [...new Set(plainCohorts.result.map(({ cohort }) => cohort))].map((cohort) => [
      cohort,
      plainCohorts.result.filter((one) => one.cohort === cohort).map(({ n }) => n),
    ]),
  );
  return [
    line("churn by inactivity over a quarter", churn.ms, plainChurn.ms),
    line("retention by monthly cohorts, two years", cohorts.ms, plainCohorts.ms),
  ];
}

type Counted = { key: string; n: number };

const line = (what: string, ours: number, opponent: number): Line => ({
  what,
  ours: inTime(ours),
  opponent: inTime(opponent),
  ratio: times(ours / opponent),
});

function countsOf({ groups, counts }: Awaited<ReturnType<typeof measureMetric>>): Counted[] {
  if (groups) return groups.flatMap(({ key, n }) => (n > 0 ? [{ key: String(key), n }] : []));
  return Object.entries(counts).flatMap(([key, n]) => (n > 0 ? [{ key, n }] : []));
}

const sorted = (counted: readonly Counted[]) =>
  [...counted].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, n }) => [key, n]);

const countsPair = (counts: object) => {
  const { numerator, denominator } = counts as { numerator?: number; denominator?: number };
  return [numerator, denominator];
};
