import type { Scope } from "@/lib/auth/scope";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { periodAsked } from "@/lib/filters/rules/spans";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import { addDays, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { measureCloseRate, measureConversion } from "@/lib/retention/queries/measure-conversion";
import { resolveCustomerFilter } from "@/lib/retention/queries/resolve-customer-filter";
import { usualStepDays } from "@/lib/retention/queries/step-sets";
import { funnelOf, nextInFunnel } from "@/lib/retention/rules/funnel";
import type { FunnelInput } from "../schema/pages";

export type Step = {
  from: { key: string; name: string };
  to: { key: string; name: string };
  measured: Measured<Share>;
};

export type StepsData = {
  today: LocalDay;
  period: Period | null;
  days: number;
  /** Whoever entered a phase on this day or later has not yet had the time for the next step. */
  stillOpenFrom: LocalDay;
  steps: Step[];
  closeRate: Measured<Share>;
  places: Places;
};

/** From phase to phase: who took the next step within the time, of those who have had it. */
export async function loadSteps(scope: Scope, input: FunnelInput): Promise<StepsData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = periodAsked(input, today, "last-12-months");
  const days = input.days ? Number(input.days) : usualStepDays;
  const places = await readPlaces(scope);
  const { phases } = places;
  const { condition } = await resolveCustomerFilter(scope, { segment: input.segment });
  const filter = condition ? { condition } : {};
  const request = { asked: period ?? {}, today, windowDays: days };
  const { groups } = await measureConversion(scope, { ...request, filter, groupBy: "phase" });
  const funnel = funnelOf(phases.map((one, position) => ({ ...one, position })));
  const named = (key: string) => ({ key, name: phases.find((one) => one.key === key)?.name ?? key });
  const steps = funnel.flatMap(({ key }): Step[] => {
    const next = nextInFunnel(funnel, key);
    const measured = groups?.find((group) => group.key === key)?.measured;
    return next && measured ? [{ from: named(key), to: named(next.key), measured }] : [];
  });
  const closing = await measureCloseRate(scope, { ...request, filter, groupBy: null });
  return {
    ...{ today, period, days, steps },
    stillOpenFrom: addDays(today, -days),
    closeRate: closing.measured,
    places,
  };
}
