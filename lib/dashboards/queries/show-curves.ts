import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import { localDay } from "@/lib/period/local-day";
import { listCohorts } from "@/lib/retention/queries/list-cohorts";
import { listSurvival } from "@/lib/retention/queries/list-survival";
import { resolveCustomerFilter, resolveRule } from "@/lib/retention/queries/resolve-customer-filter";
import { parametersOfRule } from "@/lib/retention/rules/activity-rule";
import { requireMeaning } from "../rules/meaning";
import type { CohortsAnswer, SurvivalAnswer } from "../schema/metric-answers";
import type { CohortsInput, SurvivalInput } from "../schema/metric-inputs";

/** `GET /metrics/cohorts`: `from` and `to` select cohorts, `to` ends the observation (default: with the last order). */
export async function showCohorts(scope: Scope, input: CohortsInput): Promise<CohortsAnswer> {
  requireMeaning("cohorts", input);
  const filter = await resolveCustomerFilter(scope, input);
  const { from, to, cohorts } = await listCohorts(scope, {
    asked: { from: input.from, to: input.to },
    filter,
  });
  return {
    definition: { text: DEFINITIONS["cohort-retention"].text, parameters: { from, to } },
    cohorts,
  };
}

const survivalText =
  "Kaplan–Meier: share of customers still active t whole calendar months after they began; who is still active is observed until the as-of day.";

/** `GET /metrics/survival`: as of `to` (default today), of the customers who began on `from` or later. */
export async function showSurvival(scope: Scope, input: SurvivalInput): Promise<SurvivalAnswer> {
  requireMeaning("survival", input);
  const filter = await resolveCustomerFilter(scope, input);
  const { groupBy } = input;
  const rule = await resolveRule(scope, input);
  const asked = groupBy === "plan" ? "groupBy" : filter.plan ? "plan" : null;
  if (rule.rule === "inactivity" && asked)
    throw new AppError("invalid", "planNeedsContracts", { fields: { [asked]: "planNeedsContracts" } });
  const from = input.from ?? null;
  const asOf = input.to ?? localDay(new Date(), scope.timeZone);
  const found = await listSurvival(scope, {
    from,
    asOf,
    rule,
    filter,
    groupBy: groupBy === "plan" || groupBy === "segment" ? groupBy : null,
  });
  return {
    definition: { text: survivalText, parameters: { from, asOf, ...parametersOfRule(rule) } },
    groups: found.groups.map(({ key, curve }) => ({
      key,
      n: curve.n,
      events: curve.events,
      steps: curve.steps.map(({ t, atRisk, events, survival, interval }) => ({
        t,
        atRisk,
        events,
        survival,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
      })),
      median: curve.median,
      lastTime: curve.lastTime,
    })),
    ...(found.logRank ? { logRank: found.logRank } : {}),
  };
}
