import fc from "fast-check";
import {
  kindOf,
  measures,
  type Operator,
  operatorsOf,
  type Subject,
  valueKindOf,
} from "@/lib/segments/rules/vocabulary";
import type { Condition } from "@/lib/segments/schema/condition";
import type { Rule, RuleNode } from "@/lib/segments/schema/rule";
import {
  attributeKeys,
  channelKeys,
  groupKeys,
  parentPhase,
  phaseKeys,
  plans,
  someDay,
  touchpointKeys,
  words,
} from "./facts";

const days = fc.constantFrom(1, 9, 10, 11, 29, 30, 31);
const keysOf = (keys: readonly string[]) => fc.subarray([...keys], { minLength: 1 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 1, nil: undefined });
const window = { lastDays: optional(days), since: optional(someDay) };
const number = fc.constantFrom(
  -100,
  -3,
  0,
  0.1,
  0.30000000000000004,
  1,
  2,
  2.5,
  3,
  5,
  12,
  50,
  250,
  500,
  1000,
  1500,
  2500,
  1e15,
);
const texts = [...words, "ada", "ADA", "ö", "ada@x.example", "030", "de", "AT", "p1"];

function valueFor(operator: Operator, about: Subject, measure: string): fc.Arbitrary<unknown> {
  const kind = kindOf(about, measure);
  switch (valueKindOf(operator)) {
    case "none":
      return fc.constant(undefined);
    case "list":
      return kind === "group" ? keysOf([...phaseKeys, parentPhase]) : keysOf(texts);
    case "text":
      return fc.constantFrom(...texts);
    case "number":
      return number;
    case "date":
      return someDay;
    case "days":
      return days;
    case "scalar":
      if (kind === "choice") return fc.constantFrom("person", "company");
      if (kind === "any") return fc.oneof(fc.constantFrom(...texts), number, fc.boolean());
      return kind === "text" ? fc.constantFrom(...texts) : number;
  }
}

type Fields = Record<string, fc.Arbitrary<unknown>>;

function conditionsOn(about: Subject, fields: (measure: string) => Fields): fc.Arbitrary<Condition> {
  const all = Object.keys(measures[about]).flatMap((measure) =>
    operatorsOf[kindOf(about, measure)].map((op) => ({ measure, op })),
  );
  return fc.constantFrom(...all).chain(({ measure, op }) =>
    fc.record({ ...fields(measure), value: valueFor(op, about, measure) }).map((rest) => {
      const named = about === "attribute" ? {} : { measure };
      const said = Object.entries({ about, ...named, ...rest, op }).filter(
        ([, value]) => value !== undefined,
      );
      return Object.fromEntries(said) as Condition;
    }),
  );
}

const condition = (others: readonly string[]): fc.Arbitrary<Condition> =>
  fc.oneof(
    conditionsOn("customer", () => ({})),
    conditionsOn("attribute", () => ({ key: fc.constantFrom(...attributeKeys) })),
    conditionsOn("orders", (measure) => ({
      ...window,
      ...(measure === "margin" ? {} : { productGroup: optional(keysOf(groupKeys)) }),
    })),
    conditionsOn("contracts", () => ({
      which: optional(fc.constantFrom("active", "ended", "all")),
      plan: optional(keysOf(plans)),
    })),
    conditionsOn("contacts", () => ({
      ...window,
      touchpoint: optional(keysOf(touchpointKeys)),
      channel: optional(keysOf(channelKeys)),
      direction: optional(fc.constantFrom("in", "out")),
    })),
    conditionsOn(
      "phase",
      (measure): Fields => (measure === "current" ? {} : { phase: keysOf([...phaseKeys, parentPhase]) }),
    ),
    conditionsOn("answers", () => ({
      ...window,
      metric: fc.constantFrom("nps", "csat", "rating"),
      scale: fc.constantFrom("0-10", "1-5", "1-7"),
      dimension: optional(fc.constantFrom("experience", "expectation")),
      occasion: optional(fc.constantFrom("relationship", "contact")),
      touchpoint: optional(keysOf(touchpointKeys)),
      atMost: optional(fc.integer({ min: 1, max: 5 })),
      atLeast: optional(fc.integer({ min: 1, max: 5 })),
    })),
    ...(others.length > 0
      ? [
          fc.record({
            about: fc.constant("segment" as const),
            op: fc.constantFrom("oneOf" as const, "noneOf" as const),
            value: keysOf(others),
          }),
        ]
      : []),
  );

/** Single conditions of every kind; some ask about other segments. */
export const randomConditions = (count: number, seed: number, others: readonly string[]): Condition[] =>
  fc.sample(condition(others), { numRuns: count, seed });

/**
 * Rules of all shapes, up to three groups deep.
 * @param of conditions that they are made of, or the segments that new conditions may ask about
 */
export function randomRules(
  count: number,
  seed: number,
  of: readonly string[] | readonly Condition[],
): Rule[] {
  const single = areConditions(of) ? fc.constantFrom(...of) : condition(of);
  const { rule } = fc.letrec<{ rule: Rule; node: RuleNode }>((tie) => ({
    rule: fc
      .tuple(fc.constantFrom("all", "any", "none"), fc.array(tie("node"), { minLength: 1, maxLength: 4 }))
      .map(([mode, nodes]) => ({ [mode]: nodes }) as Rule),
    node: fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      { arbitrary: single, weight: 3 },
      { arbitrary: tie("rule"), weight: 1 },
    ),
  }));
  return fc.sample(rule, { numRuns: count, seed });
}

const areConditions = (of: readonly string[] | readonly Condition[]): of is readonly Condition[] =>
  typeof of[0] === "object";
