import { metrics, scales } from "@/lib/feedback/rules/codes";
import { DEFAULT_SCALE, isScaleOf, SCALES, type Scale } from "@/lib/metrics/scales";
import { fieldsOf } from "../schema/fields";
import type { LineProblems } from "./line-problems";
import { type Plan, textOf } from "./plan";
import { notAMoment, Refusal, readField } from "./read-field";

/** A line that is in order: what is expected where, and how much it matters. Names are not looked up yet. */
export type ExpectationLine = {
  line: number;
  segment: string | null;
  touchpoint: string | null;
  metric: number;
  scale: number;
  expected: string | null;
  importance: string | null;
  validFrom: string;
  source: string | null;
};

const metricNames = ["rating", "csat", "ces"] as const;
const importances = { min: 1, max: 5 };

/** Reads expectations: a rating or an effort on the touchpoint's own scale, never NPS. */
export function expectationReader(plan: Plan) {
  return (cells: readonly string[], line: number, problems: LineProblems): ExpectationLine | null => {
    const refuse = (field: string, text: string | null, reason: string) =>
      problems.add(plan.sources.get(field)?.name ?? field, text ?? "", reason);
    const read = (field: string): string | null => {
      const source = plan.sources.get(field);
      const limit = fieldsOf.expectations[field];
      const text = textOf(plan, source, cells);
      if (!source || !limit || text === "") return null;
      const value =
        text === null
          ? new Refusal("importPattern")
          : limit.type === "day"
            ? (source.moments(text)?.day ?? notAMoment)
            : readField(limit, text, source.decimal, plan.workspace.currency);
      if (!(value instanceof Refusal)) return value;
      refuse(field, text, value.reason);
      return null;
    };
    const [segment, touchpoint, said, scaleSaid] = ["segment", "touchpoint", "metric", "scale"].map(read);
    const [expected, importance, validFrom, source] = ["expected", "importance", "validFrom", "source"].map(
      read,
    );
    if (problems.hasFailed()) return null;
    if (said === "nps") refuse("metric", said, "npsExpectation");
    const metric = metricNames.find((name) => name === said);
    if (!said) refuse("metric", "", "importRequired");
    if (!validFrom) refuse("validFrom", "", "importRequired");
    if (!expected && !importance) refuse("expected", "", "importRequired");
    if (!metric || !validFrom || problems.hasFailed()) return null;
    const scale = (scaleSaid ?? DEFAULT_SCALE[metric]) as Scale | null;
    if (!scale) refuse("scale", "", "scaleRequired");
    else if (!isScaleOf(metric, scale)) refuse("scale", scale, "scaleOfMetric");
    else if (expected && !isWithin(expected, SCALES[scale])) refuse("expected", expected, "importOffScale");
    if (importance && !isWithin(importance, importances)) refuse("importance", importance, "importOffScale");
    if (!scale || problems.hasFailed()) return null;
    return {
      line,
      segment: segment ?? null,
      touchpoint: touchpoint ?? null,
      metric: metrics.codeOf(metric),
      scale: scales.codeOf(scale),
      expected: expected ?? null,
      importance: importance ?? null,
      validFrom,
      source: source ?? null,
    };
  };
}

const isWithin = (text: string, { min, max }: { min: number; max: number }): boolean =>
  Number(text) >= min && Number(text) <= max;
