import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { checkReferences } from "@/lib/segments/rules/check-references";
import { limits } from "@/lib/segments/rules/vocabulary";
import { conditionsOf, referencesOf } from "@/lib/segments/rules/walk";
import { type Rule, type RuleNode, ruleField, storedRule } from "@/lib/segments/schema/rule";

const person: RuleNode = { about: "customer", measure: "kind", op: "is", value: "person" };
const of = (key: string): RuleNode => ({ about: "segment", op: "oneOf", value: [key] });
const attribute = (key: string, value: string | boolean | number): RuleNode => ({
  about: "attribute",
  key,
  op: "is",
  value,
});
const childless = attribute("kinderImHaushalt", false);

/** The segments of the demo company, as its domain says them. */
const demoRules: Record<string, Rule> = {
  families: { all: [person, attribute("kinderImHaushalt", true)] },
  digital: { all: [person, childless, attribute("altersgruppe", "unter 30")] },
  seniors: { all: [person, childless, attribute("altersgruppe", "ab 60")] },
  price: {
    all: [person, childless, attribute("altersgruppe", "30-59"), attribute("tarifstufe", "Spar")],
  },
  business: {
    all: [
      { about: "customer", measure: "kind", op: "is", value: "company" },
      { about: "attribute", key: "mitarbeiter", op: "lessThan", value: 50 },
    ],
  },
  price_old: { all: [of("price"), attribute("preisgarantie", false)] },
  price_new: { all: [of("price"), attribute("preisgarantie", true)] },
};

const refusals = (rule: unknown) =>
  ruleField.safeParse(rule).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

describe("the language", () => {
  test("says the segments of the demo company", () => {
    for (const [key, rule] of Object.entries(demoRules)) {
      expect([key, refusals(rule)]).toEqual([key, []]);
      expect(storedRule(rule)).toEqual(rule);
      expect(() => checkReferences(rule, new Map(Object.entries(demoRules)), [key])).not.toThrow();
    }
  });

  test.each([
    ["nothing", {}],
    ["an empty group", { all: [] }],
    ["two ways to join", { all: [person], any: [person] }],
    ["an empty group inside", { all: [person, { any: [] }] }],
    ["an unknown subject", { all: [{ about: "weather", op: "is", value: 1 }] }],
    ["a field too many", { all: [{ ...person, or: true }] }],
    ["an opaque object", { a: [1] }],
  ])("%s is no rule, and never everybody", (_, rule) => {
    expect(ruleField.safeParse(rule).success).toBe(false);
    expect(storedRule(rule)).toBeNull();
  });

  test.each([
    [{ about: "attribute", key: "n", op: "lessThan", value: "50" }, "value", "ruleNumber"],
    [{ about: "attribute", key: "n", op: "before", value: "2026-02-30" }, "value", "notADay"],
    [{ about: "attribute", key: "n", op: "known", value: 1 }, "value", "ruleNoValue"],
    [{ about: "attribute", key: "n", op: "oneOf", value: "x" }, "value", "ruleList"],
    [{ about: "customer", measure: "kind", op: "contains", value: "p" }, "op", "ruleOperator"],
    [{ about: "customer", measure: "kind", op: "is", value: "people" }, "value", "ruleCustomerKind"],
    [{ about: "customer", measure: "joinedOn", op: "inLastDays", value: 0 }, "value", "ruleDays"],
    [
      { about: "orders", measure: "margin", productGroup: ["x"], op: "known" },
      "productGroup",
      "ruleMarginOfGroup",
    ],
    [{ about: "phase", measure: "enteredOn", op: "inLastDays", value: 5 }, "phase", "rulePhaseEntered"],
    [
      { about: "answers", measure: "lowest", metric: "rating", op: "atMost", value: 2 },
      "scale",
      "ruleScaleNeeded",
    ],
  ])("%j is refused where it is wrong", (condition, field, message) => {
    expect(refusals({ all: [person, condition] })).toContainEqual([`all.1.${field}`, message]);
  });

  test("has limits, judged before anything is looked at", () => {
    const nested = (depth: number): unknown => (depth === 0 ? person : { all: [nested(depth - 1)] });
    expect(refusals(nested(limits.groupsDeep))).toEqual([]);
    expect(refusals(nested(limits.groupsDeep + 1))).toEqual([["", "ruleTooDeep"]]);
    expect(refusals(nested(3_000))).toEqual([["", "ruleTooDeep"]]);
    const many = (count: number) => ({ any: [{ all: Array(count - 1).fill(person) }, person] });
    expect(refusals(many(limits.conditions))).toEqual([]);
    expect(refusals(many(limits.conditions + 1))).toEqual([["", "ruleTooManyConditions"]]);
    expect(refusals({ all: [attribute("x", "y".repeat(limits.characters))] })).toEqual([["", "ruleTooLong"]]);
  });
});

test("conditions and names are found at any depth", () => {
  const rule: Rule = { any: [{ none: [of("a"), { all: [of("b"), person] }] }, of("a")] };
  expect(conditionsOf(rule)).toHaveLength(4);
  expect([...referencesOf([rule]).segment]).toEqual(["a", "b"]);
});

describe("references to other segments", () => {
  const reasonOf = (rules: Record<string, Rule | null>, key: string): unknown[] | null => {
    try {
      checkReferences(rules[key] as Rule, new Map(Object.entries(rules)), [key]);
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [error.reason, error.details.values?.names ?? error.details.values?.name];
    }
  };

  test("lead to segments that exist and have a rule", () => {
    expect(reasonOf({ a: { all: [of("gone")] } }, "a")).toEqual(["ruleUnknownSegment", "gone"]);
    expect(reasonOf({ a: { none: [of("empty")] }, empty: null }, "a")).toEqual([
      "segmentWithoutRule",
      "empty",
    ]);
  });

  test("never lead back", () => {
    expect(reasonOf({ a: { all: [of("a")] } }, "a")).toEqual(["segmentCircle", "a → a"]);
    const circle = {
      a: { all: [of("b")] },
      b: { none: [{ any: [of("c")] }] },
      c: { all: [person, of("a")] },
    };
    expect(reasonOf(circle, "a")).toEqual(["segmentCircle", "a → b → c → a"]);
    expect(reasonOf({ ...circle, d: { all: [of("b")] } }, "d")?.[0]).toBe("segmentCircle");
  });

  test("the same segment twice is no circle", () => {
    expect(
      reasonOf({ a: { all: [of("b"), of("c")] }, b: { all: [of("c")] }, c: { all: [person] } }, "a"),
    ).toBeNull();
  });

  test("have a depth and a size", () => {
    const chain = (length: number): Record<string, Rule> =>
      Object.fromEntries(
        Array.from({ length }, (_, n) => [`s${n}`, { all: [n + 1 < length ? of(`s${n + 1}`) : person] }]),
      );
    expect(reasonOf(chain(limits.segmentsDeep), "s0")).toBeNull();
    expect(reasonOf(chain(limits.segmentsDeep + 1), "s0")?.[0]).toBe("segmentsTooDeep");
    const wide = Object.fromEntries(
      Array.from({ length: 4 }, (_, n) => [
        `w${n}`,
        { any: n < 3 ? Array(40).fill(of(`w${n + 1}`)) : [person] },
      ]),
    );
    expect(reasonOf(wide, "w0")?.[0]).toBe("segmentsTooLarge");
  });
});
