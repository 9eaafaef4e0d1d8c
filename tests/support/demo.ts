import { beforeAll } from "vitest";
import { workspaceIdBySlug } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { asSystem } from "@/lib/auth/system";
import { compareMetric } from "@/lib/dashboards/queries/compare-metric";
import { measureMetric } from "@/lib/dashboards/queries/measure-metric";
import type { CompareAnswer, MetricAnswer } from "@/lib/dashboards/schema/metric-answers";
import { compareInput, measureMetricInput } from "@/lib/dashboards/schema/metric-inputs";
import { closeDatabase } from "@/lib/db/client";
import { foundWellanda } from "@/lib/demo/mutations/plant-wellanda";
import { calendarAt, dayText } from "@/lib/demo/rules/calendar";
import { demoSlug } from "@/lib/demo/rules/staff";
import { type FreshDatabase, freshDatabase, sharedTemplate } from "./database";
import { ownDatabase } from "./world";

/** The day on which the demo company of the tests begins. */
export const demoNow = new Date("2026-11-25T20:00:00Z");

/** The demo's quarters as periods: `[from, to)` in dates. */
export function demoPeriods(now = demoNow) {
  const calendar = calendarAt(now, "Europe/Berlin");
  const start = (quarter: number) => dayText(calendar.from(quarter));
  return (first: number, last = first) => ({ from: start(first), to: start(last + 1) });
}

type Asked = Record<string, string | string[]>;

export type Demo = {
  database: ReturnType<typeof ownDatabase>;
  readonly workspaceId: number;
  inScope<T>(run: (scope: Scope) => Promise<T>): Promise<T>;
  measure(metric: string, parameters: Asked): Promise<MetricAnswer>;
  compare(metric: string, parameters: Asked): Promise<CompareAnswer>;
};

/** A database with the demo company in it: planted once for all tests, then copied. */
async function withDemo(): Promise<FreshDatabase> {
  const template = await sharedTemplate("lotse_demo", async ({ appUrl }) => {
    process.env.LOTSE_APP_DATABASE_URL = appUrl;
    const begun = Date.now();
    await foundWellanda("a password for the demo", demoNow);
    console.info(`The demo company was planted in ${((Date.now() - begun) / 1_000).toFixed(1)} s.`);
    await closeDatabase();
  });
  return freshDatabase(template);
}

/** The demo company for the tests of a file, in a database of its own. */
export function demoCompany(): Demo {
  const database = ownDatabase(withDemo);
  let workspaceId: number | null = null;
  beforeAll(async () => {
    workspaceId = await workspaceIdBySlug(demoSlug);
  });
  const founded = () => {
    if (workspaceId === null) throw new Error("The demo company was not founded.");
    return workspaceId;
  };
  const inScope = <T>(run: (scope: Scope) => Promise<T>) => asSystem(founded(), run);
  return {
    database,
    get workspaceId() {
      return founded();
    },
    inScope,
    measure: (metric, parameters) =>
      inScope((scope) => measureMetric(scope, measureMetricInput.parse({ metric, ...parameters }))),
    compare: (metric, parameters) =>
      inScope((scope) => compareMetric(scope, compareInput.parse({ metric, ...parameters }))),
  };
}
