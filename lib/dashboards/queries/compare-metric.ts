import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { differenceOf, shownOf } from "@/lib/feedback/rules/difference-of";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import { verdictOfChange } from "@/lib/metrics/verdict-of-change";
import { requireMeaning } from "../rules/meaning";
import { presentMeasured } from "../rules/present-metric";
import type { CompareAnswer } from "../schema/metric-answers";
import type { CompareInput, MetricRequest } from "../schema/metric-inputs";
import { readCustomerFigure } from "./measure-customers";
import { isOfCustomers } from "./measure-metric";
import { readScores } from "./measure-scores";

/** One of the two slices. Two with a different `question` were asked or counted differently. */
type Side = { measured: Measured & { suppressed?: true }; question: string };

/** `GET /metrics/compare`: is b different from a? Both values are those of `GET /metrics/{metric}` with the same slice. */
export async function compareMetric(scope: Scope, input: CompareInput): Promise<CompareAnswer> {
  const { metric } = input;
  const a = await readSide(scope, input, "a");
  const b = await readSide(scope, input, "b");
  const found = differenceOf(a.measured, b.measured);
  const verdict = verdictOfChange({
    before: a.measured,
    after: b.measured,
    difference: found,
    comparable: a.question === b.question || a.measured.n === 0 || b.measured.n === 0,
  });
  const difference = verdict === "notComparable" ? null : found;
  const { text } = DEFINITIONS[b.measured.definition.id];
  return {
    metric,
    definition: { text, parameters: {} },
    direction: b.measured.direction,
    a: presentSide(a.measured),
    b: presentSide(b.measured),
    difference: difference?.value ?? null,
    interval: difference?.interval ?? null,
    p: difference?.p ?? null,
    method: difference && difference.p !== null ? difference.method : null,
    verdict,
  };
}

function presentSide(one: Measured): CompareAnswer["a"] {
  const { definition, direction: _, ...rest } = presentMeasured(one);
  return { ...rest, parameters: definition.parameters };
}

async function readSide(scope: Scope, input: CompareInput, side: "a" | "b"): Promise<Side> {
  const { metric } = input;
  const request = requestOf(input, side);
  const asGiven = (name: string) => (input[`${side}.${name}`] === undefined ? name : `${side}.${name}`);
  requireMeaning(metric, request, asGiven);
  if (request.groupBy !== undefined)
    throw new AppError("invalid", "noGroupings", { fields: { [asGiven("groupBy")]: "noGroupings" } });
  if (isOfCustomers(metric)) {
    const { measured } = await readCustomerFigure(scope, metric, request);
    const { ownMedianTimes = null } = measured.definition.parameters;
    return { measured, question: String(ownMedianTimes) };
  }
  const { all, occasions, view } = await readScores(scope, metric, request);
  // Only NPS is another question after a contact than about the relationship.
  const about = metric === "nps" ? occasions.join() : "";
  return { measured: shownOf(all), question: [view, request.dimension ?? "experience", about].join() };
}

/** The parameters of a side: its own, and for those that it does not name the common ones. */
function requestOf(input: CompareInput, side: "a" | "b"): MetricRequest {
  const other = side === "a" ? "b." : "a.";
  const request: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || name === "metric" || name.startsWith(other)) continue;
    const own = name.startsWith(`${side}.`) ? name.slice(2) : null;
    if (own !== null) request[own] = value;
    else if (input[`${side}.${name}`] === undefined) request[name] = value;
  }
  // Fields of a prefix were read by the same rules as those without one.
  return request as MetricRequest;
}
