import { beforeAll, expect, test } from "vitest";
import { Prisma } from "@/lib/db/generated/client";
import { compileRules } from "@/lib/segments/queries/segment-condition";
import { type Rule, segmentRule } from "@/lib/segments/schema/rule";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { isIn } from "./by-hand";
import { plantPeople, somePeople, today } from "./facts";
import { randomRules } from "./random-rules";

/** Ten thousand are told with SEGMENT_RULES=10000. */
const count = Number(process.env.SEGMENT_RULES ?? 300);
const perStatement = 25;

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

test(`${count} random rules have the members that they have by hand`, async () => {
  const rules = randomRules(count, 42, Object.keys(others));
  let members = 0;
  for (let start = 0; start < rules.length; start += perStatement) {
    const some = rules.slice(start, start + perStatement);
    for (const rule of some) expect(segmentRule.safeParse(rule).error, JSON.stringify(rule)).toBeUndefined();
    const found = await workspace.asSystem(async (scope) => {
      const { from, tests } = await compileRules(scope, some, {
        known: new Map(Object.entries(others)),
        today,
      });
      return scope.db.$queryRaw<{ id: number; held: (boolean | null)[] }[]>(
        Prisma.sql`select c."id", array[${Prisma.join(tests, ", ")}] as held from ${from}`,
      );
    });
    const byId = new Map(found.map(({ id, held }) => [id, held]));
    some.forEach((rule, n) => {
      const bySql = ids.map((id) => byId.get(id)?.[n]);
      const byHand = people.map((person) => isIn(person, rule, others));
      members += byHand.filter(Boolean).length;
      if (bySql.some((held, i) => held !== byHand[i])) {
        const i = bySql.findIndex((held, i) => held !== byHand[i]);
        expect.fail(
          `${JSON.stringify(rule)} is ${bySql[i]} for ${JSON.stringify(people[i])}, by hand ${byHand[i]}`,
        );
      }
    });
  }
  // Rules that nobody or everybody fulfils would prove little.
  const share = members / (rules.length * people.length);
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.8);
}, 1_200_000);
