import type { Scope } from "@/lib/auth/scope";
import { type FoundCustomer, searchCustomers } from "@/lib/customers/queries/search-customers";
import { Prisma } from "@/lib/db/generated/client";
import type { KnownRules } from "../rules/check-references";
import type { GroupMode } from "../rules/walk";
import type { Condition } from "../schema/condition";
import type { Rule } from "../schema/rule";
import type { CompiledPart } from "./compile-rule";
import { compileRules, todayIn } from "./compile-segments";
import { readSegments, rulesByKey } from "./read-names";

/** A rule told for one customer: whether each part of it holds, and what is compared. */
export type ToldGroup = { mode: GroupMode; holds: boolean; parts: ToldPart[] };
export type ToldCondition = { condition: Condition; holds: boolean; actual: string | null };
export type ToldPart = ToldGroup | ToldCondition;

export type Explanation = {
  /** Whom the search means; several where it is not clear. */
  found: FoundCustomer[];
  told: ToldGroup | null;
};

const offered = 6;

/** "In, because …" for somebody by name, number or address: the same SQL as for everybody, asked about one. */
export async function explainCustomer(
  scope: Scope,
  { rule, who }: { rule: Rule; who: string },
): Promise<Explanation> {
  const found = await searchCustomers(scope, { q: who, limit: offered });
  const [only] = found;
  if (!only || found.length > 1) return { found, told: null };
  return { found, told: await tellRule(scope, { rule, customer: only.id }) };
}

/** @param customer a public id */
export async function tellRule(
  scope: Scope,
  { rule, customer }: { rule: Rule; customer: string },
): Promise<ToldGroup | null> {
  const known = rulesByKey(await readSegments(scope));
  const is = Prisma.sql`c."publicId" = ${customer}::uuid`;
  const [told] = await tellRules(scope, { rules: [rule], known, is });
  return told ?? null;
}

/**
 * Several rules told for one customer, in one statement.
 * @param is which row of `customer c` is meant
 * @returns none for a customer that does not exist
 * @throws AppError `invalid` for names that do not exist
 */
export async function tellRules(
  scope: Scope,
  { rules: asked, known, is }: { rules: readonly Rule[]; known: KnownRules; is: Prisma.Sql },
): Promise<ToldGroup[]> {
  const { from, rules } = await compileRules(scope, asked, { known, today: todayIn(scope) });
  const conditions = rules.flatMap(conditionsIn);
  if (conditions.length === 0) return [];
  const tests = conditions.map(({ test }) => test);
  const actual = conditions.map(({ condition, actual }) =>
    condition.about === "phase" && condition.measure === "current"
      ? Prisma.sql`(select to_jsonb(phase."key") from phase
          where phase."workspaceId" = ${scope.workspaceId} and phase."id" = ${actual})`
      : Prisma.sql`to_jsonb(${actual})`,
  );
  const [row] = await scope.db.$queryRaw<{ held: boolean[]; actual: (string | null)[] }[]>(Prisma.sql`
    select array[${Prisma.join(tests, ", ")}]::boolean[] as held,
      array(select v #>> '{}' from unnest(array[${Prisma.join(actual, ", ")}]::jsonb[]) with ordinality a(v, n) order by n) as actual
    from ${from} and ${is}`);
  if (!row) return [];
  const told = new Map(
    conditions.map((one, n) => [one, { holds: row.held[n] ?? false, actual: row.actual[n] ?? null }]),
  );
  return rules.map((compiled) => tell(compiled, told) as ToldGroup);
}

type Compiled = Extract<CompiledPart, { test: Prisma.Sql }>;

const conditionsIn = (part: CompiledPart): Compiled[] =>
  "test" in part ? [part] : part.parts.flatMap(conditionsIn);

function tell(
  part: CompiledPart,
  told: ReadonlyMap<Compiled, { holds: boolean; actual: string | null }>,
): ToldPart {
  if ("test" in part) {
    const { holds = false, actual = null } = told.get(part) ?? {};
    return { condition: part.condition, holds, actual };
  }
  const parts = part.parts.map((one) => tell(one, told));
  const some = parts.some(({ holds }) => holds);
  const holds = part.mode === "all" ? parts.every((one) => one.holds) : some === (part.mode === "any");
  return { mode: part.mode, holds, parts };
}
