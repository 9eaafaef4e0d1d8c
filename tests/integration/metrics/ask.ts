import { expect } from "vitest";
import type { z } from "zod";
import { GET as getMetric } from "@/app/api/v1/metrics/[metric]/route";
import { GET as getCohorts } from "@/app/api/v1/metrics/cohorts/route";
import { GET as getComparison } from "@/app/api/v1/metrics/compare/route";
import { GET as getSurvival } from "@/app/api/v1/metrics/survival/route";
import {
  type CohortsAnswer,
  type CompareAnswer,
  cohortsAnswer,
  compareAnswer,
  type MetricAnswer,
  metricAnswer,
  type SurvivalAnswer,
  survivalAnswer,
} from "@/lib/dashboards/schema/metric-answers";
import type { TestWorkspace } from "../../support/world";

type Handler = (request: Request) => Promise<Response>;
export type Parameters = Record<string, string | number | string[]>;

/** Asks the REST API with a key of the workspace; every answer of a success is held against its schema. */
export function apiOf(workspace: TestWorkspace) {
  let key: Promise<string> | null = null;
  async function call(handler: Handler, path: string, parameters: Parameters): Promise<Response> {
    key ??= workspace.apiKey("viewer");
    const search = new URLSearchParams(
      Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
    );
    return handler(
      new Request(`http://localhost/api/v1/metrics/${path}?${search}`, {
        headers: { authorization: `Bearer ${await key}` },
      }),
    );
  }
  async function read<Schema extends z.ZodType>(
    schema: Schema,
    handler: Handler,
    path: string,
    parameters: Parameters,
  ): Promise<z.output<Schema>> {
    const response = await call(handler, path, parameters);
    const body = await response.json();
    expect([path, parameters, response.status, response.status === 200 ? null : body]).toEqual([
      path,
      parameters,
      200,
      null,
    ]);
    return schema.parse(body);
  }
  const handlers: Record<string, Handler> = {
    cohorts: getCohorts,
    survival: getSurvival,
    compare: getComparison,
  };
  return {
    metric: (name: string, parameters: Parameters = {}): Promise<MetricAnswer> =>
      read(metricAnswer, getMetric, name, parameters),
    cohorts: (parameters: Parameters = {}): Promise<CohortsAnswer> =>
      read(cohortsAnswer, getCohorts, "cohorts", parameters),
    survival: (parameters: Parameters = {}): Promise<SurvivalAnswer> =>
      read(survivalAnswer, getSurvival, "survival", parameters),
    compare: (parameters: Parameters): Promise<CompareAnswer> =>
      read(compareAnswer, getComparison, "compare", parameters),
    /** What is refused, and how. */
    async refused(
      path: string,
      parameters: Parameters,
    ): Promise<{ status: number; message: string; fields: Record<string, string> }> {
      const response = await call(handlers[path] ?? getMetric, path, parameters);
      const { error = {} } = await response.json();
      return { status: response.status, message: error.message ?? "", fields: error.fields ?? {} };
    },
  };
}
