import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { localDay } from "@/lib/period/local-day";
import { measureChurn, measureRetention } from "@/lib/retention/queries/measure-churn";
import { measureCloseRate, measureConversion } from "@/lib/retention/queries/measure-conversion";
import { measureRepurchase } from "@/lib/retention/queries/measure-repurchase";
import { measureRevenue } from "@/lib/retention/queries/measure-revenue";
import { resolveCustomerFilter, resolveRule } from "@/lib/retention/queries/resolve-customer-filter";
import { type AskedPeriod, periodAsked } from "@/lib/retention/rules/asked-period";
import { type CustomerFigure, grainOf, traitOf } from "@/lib/retention/rules/figure";
import { requireMeaning } from "../rules/meaning";
import type { CustomerMetricName, MetricRequest } from "../schema/metric-inputs";

const usualWindowDays = 30;

/**
 * A figure on customers, from the parameters of an address.
 * @throws AppError `invalid` for parameters without meaning and names that do not exist
 */
export async function readCustomerFigure(
  scope: Scope,
  metric: CustomerMetricName,
  input: MetricRequest,
): Promise<CustomerFigure> {
  requireMeaning(metric, input);
  const filter = await resolveCustomerFilter(scope, input);
  const asked: AskedPeriod = { from: input.from, to: input.to };
  const today = localDay(new Date(), scope.timeZone);
  const [grain, trait] = [grainOf(input.groupBy), traitOf(input.groupBy)];
  const groupBy = grain ?? trait;
  const period = periodAsked(asked, today);
  switch (metric) {
    case "churn":
      return measureChurn(scope, {
        period,
        today,
        filter,
        rule: await resolveRule(scope, input),
        groupBy: input.groupBy === "reason" ? "reason" : groupBy,
        leaveOutInvoluntary: input.involuntary === "leftOut",
      });
    case "retention":
      return measureRetention(scope, {
        period,
        today,
        filter,
        rule: await resolveRule(scope, input),
        groupBy,
      });
    case "revenue":
      return measureRevenue(scope, { period, today, filter, groupBy });
    case "repurchase":
      requireStart(input);
      return measureRepurchase(scope, { asked, filter, groupBy });
    case "conversion":
    case "close-rate": {
      const request = { asked, today, filter, windowDays: input.windowDays ?? usualWindowDays };
      const ofSegment = trait === "segment" ? trait : grain;
      if (metric === "close-rate") return measureCloseRate(scope, { ...request, groupBy: ofSegment });
      return measureConversion(scope, { ...request, groupBy: trait === "phase" ? trait : ofSegment });
    }
  }
}

/** Plan and phase are those at the start: an open window has none. */
function requireStart({ from, plan, phase, groupBy }: MetricRequest): void {
  if (from) return;
  const field = plan
    ? "plan"
    : phase
      ? "phase"
      : groupBy === "plan" || groupBy === "phase"
        ? "groupBy"
        : null;
  if (field) throw new AppError("invalid", "needsFrom", { fields: { [field]: "needsFrom" } });
}
