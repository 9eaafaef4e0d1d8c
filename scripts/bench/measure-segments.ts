import { asSystem } from "@/lib/auth/system";
import { Prisma } from "@/lib/db/generated/client";
import { compileRules, todayIn } from "@/lib/segments/queries/compile-segments";
import { previewRule } from "@/lib/segments/queries/preview-rule";
import { type Rule, segmentRule } from "@/lib/segments/schema/rule";
import { count, inTime, type Line, median, requireSame, times } from "./report";
import type { Stage } from "./stage";

const longMs = 600_000;

type Question = {
  what: string;
  rule: unknown;
  /** The members, counted by a query for this rule alone. */
  plain: string;
};

const questions: Question[] = [
  {
    what: "an attribute",
    rule: { all: [{ about: "attribute", key: "group", op: "is", value: "g3" }] },
    plain: `c."attributes"->>'group' = 'g3'`,
  },
  {
    what: "three orders in a year, and an attribute or not",
    rule: {
      all: [
        { about: "orders", measure: "count", lastDays: 365, op: "atLeast", value: 3 },
        { none: [{ about: "attribute", key: "group", op: "is", value: "g3" }] },
      ],
    },
    plain: `coalesce(c."attributes"->>'group', '') <> 'g3' and (select count(*) from "order" o
      where o."workspaceId" = c."workspaceId" and o."customerId" = c."id" and o."status" = 'completed'
        and o."day" >= $today::date - 364 and o."day" <= $today::date) >= 3`,
  },
];

/** What somebody sees while writing a rule: how many it means. Beside it, a query for this rule and nothing else. */
export async function measureSegments(stage: Stage, workspaceId: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { what, rule, plain } of questions) {
    const written = segmentRule.parse(rule);
    const ours = await median(() =>
      asSystem(workspaceId, (scope) => previewRule(scope, { rule: written }), longMs),
    );
    const today = await asSystem(workspaceId, async (scope) => todayIn(scope));
    const text = `select count(*)::int as n from customer c where c."workspaceId" = ${workspaceId}
      and c."erasedAt" is null and ${plain.replaceAll("$today", `'${today}'`)}`;
    const opponent = await median(async () => (await stage.owner.query(text)).rows as { n: number }[]);
    requireSame(what, ours.result.members, opponent.result[0]?.n);
    const scans = await scansOf(workspaceId, written);
    lines.push({
      what: `${what}: ${count(ours.result.members)} of ${count(ours.result.customers)}; reads ${inWords(scans)}`,
      ours: inTime(ours.ms),
      opponent: inTime(opponent.ms),
      ratio: times(ours.ms / opponent.ms),
      target: { id: "SEGMENTS", text: "each table once", isMet: [...scans.values()].every((n) => n === 1) },
    });
  }
  return lines;
}

type Plan = { "Relation Name"?: string; Plans?: Plan[] };

/** How often the count of a rule reads each table, by its plan. */
async function scansOf(workspaceId: number, rule: Rule): Promise<Map<string, number>> {
  const plan = await asSystem(workspaceId, async (scope) => {
    const { from, tests } = await compileRules(scope, [rule], { known: new Map(), today: todayIn(scope) });
    const [row] = await scope.db.$queryRaw<{ "QUERY PLAN": [{ Plan: Plan }] }[]>(
      Prisma.sql`explain (format json) select count(*) filter (where ${tests[0] ?? Prisma.sql`false`}) from ${from}`,
    );
    return row?.["QUERY PLAN"][0].Plan;
  });
  const scans = new Map<string, number>();
  const walk = (node: Plan) => {
    const table = node["Relation Name"];
    if (table) scans.set(table, (scans.get(table) ?? 0) + 1);
    for (const one of node.Plans ?? []) walk(one);
  };
  if (plan) walk(plan);
  return scans;
}

const inWords = (scans: ReadonlyMap<string, number>): string =>
  [...scans].map(([table, n]) => (n === 1 ? `${table} once` : `${table} ${n} times`)).join(", ");
