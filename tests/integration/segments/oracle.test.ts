import { beforeAll, expect, test } from "vitest";
import { Prisma } from "@/lib/db/generated/client";
import { compileRules } from "@/lib/segments/queries/compile-segments";
import { type Rule, segmentRule } from "@/lib/segments/schema/rule";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { isIn } from "./by-hand";
import { plantPeople, somePeople, today } from "./facts";
import { randomConditions, randomRules } from "./random-rules";

/** Rules of which every condition is a new one; more are told with SEGMENT_RULES. */
const fresh = Number(process.env.SEGMENT_RULES ?? 300);
/** Rules that put the same conditions together in ever new ways: those take the database little. */
const combined = 10_000;

ownDatabase();
const people = somePeople(7, 150);
let workspace: TestWorkspace;
let ids: number[] = [];

beforeAll(async () => {
  workspace = await foundWorkspace("oracle");
  ids = await plantPeople(workspace, people);
}, 120_000);

/** Segments that others ask about, each also about the one before. */
const [first, second, third] = randomRules(3, 11, []);
const others: Record<string, Rule> = {
  first: first as Rule,
  second: { any: [second as Rule, { about: "segment", op: "oneOf", value: ["first"] }] },
  third: { all: [third as Rule, { about: "segment", op: "noneOf", value: ["first", "second"] }] },
};

/** Asks the database about some rules in one statement: for each of these customers, which of them hold. */
async function toldBySql(rules: readonly Rule[], of: readonly number[]) {
  const found = await workspace.asSystem(async (scope) => {
    const { from, tests } = await compileRules(scope, rules, {
      known: new Map(Object.entries(others)),
      today,
    });
    return scope.db.$queryRaw<{ id: number; held: (boolean | null)[] }[]>(
      Prisma.sql`select c."id", array[${Prisma.join(tests, ", ")}] as held from ${from} and c."id" = any(${of})`,
    );
  });
  const byId = new Map(found.map(({ id, held }) => [id, held]));
  return of.map((id) => byId.get(id));
}

/** Compares rules with what is told by hand, for so many customers a statement: the next ones each time. */
async function compare(rules: readonly Rule[], perStatement: number, customers: number): Promise<void> {
  let members = 0;
  let compared = 0;
  for (let start = 0; start < rules.length; start += perStatement) {
    const some = rules.slice(start, start + perStatement);
    const asked = Array.from({ length: customers }, (_, i) => (compared + i) % people.length);
    compared += customers;
    const held = await toldBySql(
      some,
      asked.map((at) => ids[at] ?? 0),
    );
    asked.forEach((at, i) => {
      const person = people[at] as (typeof people)[number];
      some.forEach((rule, n) => {
        const byHand = isIn(person, rule, others);
        if (byHand) members++;
        if (held[i]?.[n] !== byHand)
          expect.fail(
            `${JSON.stringify(rule)} is ${held[i]?.[n]} for ${JSON.stringify(person)}, by hand ${byHand}`,
          );
      });
    });
  }
  // Rules that nobody or everybody fulfils would prove little.
  const share = members / (rules.length * customers);
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.8);
}

test(`${fresh} random rules have the members that they have by hand`, async () => {
  const rules = randomRules(fresh, 42, Object.keys(others));
  for (const rule of rules) expect(segmentRule.safeParse(rule).error, JSON.stringify(rule)).toBeUndefined();
  await compare(rules, 100, people.length);
}, 1_200_000);

test(`so have ${combined} that are made of 200 random conditions`, async () => {
  const conditions = randomConditions(200, 43, Object.keys(others));
  await compare(randomRules(combined, 44, conditions), 500, 40);
}, 600_000);
