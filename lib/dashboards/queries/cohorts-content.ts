import type { Scope } from "@/lib/auth/scope";
import { beside, type TallyReading, together } from "@/lib/feedback/queries/read-together";
import { type Cohort, pooledRetention } from "@/lib/metrics/cohorts";
import { addMonths, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { cohortsReading } from "@/lib/retention/queries/list-cohorts";
import type { CustomerFilter } from "@/lib/retention/queries/traits";

export type CohortData = {
  view: "cohorts";
  cohorts: Cohort[];
  pooled: { age: number; active: number; size: number }[];
  /** The first day that is not looked at. */
  to: LocalDay | null;
};

type Asked = { said: Period | null; today: LocalDay; filter: CustomerFilter };

/** A period says which cohorts; without one the last two years. */
export function cohortsContent(scope: Scope, { today, filter, said }: Asked): TallyReading<CohortData> {
  const month = `${today.slice(0, 7)}-01`;
  const from = said ? said.from : addMonths(month, -24);
  // Where the observation ends is looked up in the same statement.
  const cohorts = cohortsReading(scope, {
    asked: { from, to: said && said.to < today ? said.to : undefined },
    filter,
  });
  return together({ found: beside(cohorts) }, ({ found: { cohorts: list, to } }) => ({
    view: "cohorts" as const,
    cohorts: list,
    pooled: pooledRetention(list),
    to,
  }));
}
