import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { checkReferences, type KnownRules } from "../rules/check-references";
import type { Rule } from "../schema/rule";
import { type CompiledGroup, compileRule, customersWith, testOf } from "./compile-rule";
import { FactTables, type OwnColumn } from "./fact-tables";
import { namesOf, readVocabulary, rulesByKey, type SegmentRow, type Vocabulary } from "./read-names";

/** A condition on a column that holds a customer's inner id; `ids` selects those who fulfil it, where that can be said. */
export type CustomerCondition = ((column: Prisma.Sql) => Prisma.Sql) & { ids?: Prisma.Sql };

const isOneOf = (ids: Prisma.Sql): CustomerCondition =>
  Object.assign((column: Prisma.Sql) => Prisma.sql`${column} in (${ids})`, { ids });

/**
 * A condition that one statement asks about again and again, told once: the table goes before the statement
 * (`TallyReading.tables`), the condition looks into it.
 */
export function toldOnce(condition: CustomerCondition): {
  condition: CustomerCondition;
  tables: Prisma.Sql[];
} {
  if (!condition.ids) return { condition, tables: [] };
  return {
    condition: isOneOf(Prisma.sql`select "id" from member_now`),
    tables: [Prisma.sql`member_now as materialized (${condition.ids})`],
  };
}

/** The same for groups of customers. */
export const groupsToldOnce = (rows: Prisma.Sql): { customers: Prisma.Sql; tables: Prisma.Sql[] } => ({
  customers: Prisma.sql`group_now`,
  tables: [Prisma.sql`group_now as materialized (select customer, key from ${rows} told_once)`],
});

/** Customers with the segments that they are in: `customer` (inner id) and `key`, a row for each segment. */
export type Memberships = {
  rows: Prisma.Sql;
  /** The same with one row for each customer: `customer` and `key`, a mark for each of these segments ("01": the second). */
  marks: { rows: Prisma.Sql; keys: readonly string[] };
  /** The segments that were asked for by name; null: all there are. */
  named: readonly string[] | null;
};

const noKeys = Prisma.sql`(select null::int as customer, null::text as key where false)`;

/** Rules as SQL over the same facts. `from` is what their tests are asked of. */
export type CompiledRules = {
  from: Prisma.Sql;
  rules: CompiledGroup[];
  tests: Prisma.Sql[];
  /** Columns of `own` that the tests hang on, and on nothing else; null where they also look at other facts. */
  own: OwnColumn[] | null;
};

/**
 * Compiles rules so that one statement can ask about all of them. What they say about other segments is what those say
 * now.
 * @throws AppError `invalid` for names that do not exist and for segments that lead back to themselves
 */
export async function compileRules(
  scope: Scope,
  rules: readonly Rule[],
  { known, today, vocabulary }: { known: KnownRules; today: LocalDay; vocabulary?: Vocabulary },
): Promise<CompiledRules> {
  for (const rule of rules) checkReferences(rule, known);
  const names = namesOf(vocabulary ?? (await readVocabulary(scope, rules)), known);
  const facts = new FactTables();
  const meaning = { workspaceId: scope.workspaceId, names, today };
  const compiled = rules.map((rule) => compileRule(facts, meaning, rule));
  return {
    from: customersWith(scope.workspaceId, facts),
    rules: compiled,
    tests: compiled.map(testOf),
    own: facts.ownOnly(),
  };
}

/** What the caller knows already; it is looked up otherwise. */
type Given = { today?: LocalDay | undefined; vocabulary?: Vocabulary | undefined };

export const todayIn = (scope: Scope): LocalDay => localDay(new Date(), scope.timeZone);

/**
 * "Is a member of one of these segments now", as a condition on a customer's inner id.
 * @throws AppError `invalid` for a segment that does not exist, has no rule, or cannot be told
 */
export async function segmentCondition(
  scope: Scope,
  keys: readonly string[],
  { today = todayIn(scope), vocabulary }: Given = {},
): Promise<CustomerCondition> {
  const known = vocabulary ?? (await readVocabulary(scope));
  const { from, tests } = await compileSegments(scope, known, keys, today);
  return isOneOf(Prisma.sql`select c."id" from ${from} and ${anyOf(tests)}`);
}

/**
 * Under row-level security PostgreSQL may not ask its statistics about such tests: it would expect one customer and go
 * through everything for each it finds. Of a case it expects one customer in two.
 */
const anyOf = (tests: Prisma.Sql[]): Prisma.Sql =>
  Prisma.sql`(case when ${Prisma.join(tests, " or ")} then true end)`;

/**
 * Who is in which segment now: of the segments that are named, else of all that have a rule and are not retired.
 * @throws AppError `invalid` as `segmentCondition`
 */
export async function segmentMemberships(
  scope: Scope,
  keys: readonly string[] | undefined,
  { today = todayIn(scope), vocabulary }: Given = {},
): Promise<Memberships> {
  const known = vocabulary ?? (await readVocabulary(scope));
  const wanted =
    keys ?? known.segments.filter(({ retired, rule }) => !retired && rule !== null).map(({ key }) => key);
  const named = keys ?? null;
  if (wanted.length === 0) return { rows: noKeys, marks: { rows: noKeys, keys: [] }, named };
  const { from, tests } = await compileSegments(scope, known, wanted, today);
  return {
    marks: {
      rows: Prisma.sql`(select c."id" as customer, ${marksOf(tests)} collate "C" as key from ${from} offset 0)`,
      keys: wanted,
    },
    rows: Prisma.sql`(
      select told."id" as customer, member.key
      from (select c."id", array[${Prisma.join(tests, ", ")}] as held from ${from}) told
      cross join lateral unnest(${wanted}::text[], told.held) member(key, is_in)
      where member.is_in)`,
    named,
  };
}

/**
 * Whether each customer is in these segments now: `held` is an array in the order of the names, to be asked of `from`.
 * Where it hangs on columns of `own` alone, customers who are equal in these need to be asked only once.
 * @throws AppError `invalid` as `segmentCondition`
 */
export async function segmentsHeld(
  scope: Scope,
  keys: readonly string[],
  { today = todayIn(scope), vocabulary }: Given = {},
): Promise<{ from: Prisma.Sql; held: Prisma.Sql; own: OwnColumn[] | null }> {
  const known = vocabulary ?? (await readVocabulary(scope));
  const { from, tests, own } = await compileSegments(scope, known, keys, today);
  return {
    from,
    own,
    held: tests.length > 0 ? Prisma.sql`array[${Prisma.join(tests, ", ")}]` : Prisma.sql`'{}'::boolean[]`,
  };
}

/**
 * Every customer who is in one of these segments now, once, with a key of a mark for each of them in their order: "01"
 * is in the second of two. So somebody whom two rules name is still one person. Each rule is asked once of each
 * customer: `offset 0` keeps PostgreSQL from writing the marks into the condition as well.
 * @param among only customers whose inner ids this selects
 * @throws AppError `invalid` as `segmentCondition`
 */
export async function segmentMarks(
  scope: Scope,
  known: Vocabulary,
  keys: readonly string[],
  among?: Prisma.Sql,
): Promise<Prisma.Sql> {
  if (keys.length === 0) return noKeys;
  const { from, tests } = await compileSegments(scope, known, keys, todayIn(scope));
  const only = among ? Prisma.sql`and c."id" in (${among})` : Prisma.empty;
  return Prisma.sql`(
    select customer, key from (
      select c."id" as customer, ${marksOf(tests)} collate "C" as key from ${from} ${only} offset 0) marked
    where position('1' in key) > 0)`;
}

/** "01" of two tests. Up to thirty are the bits of one number: putting together texts takes twice as long. */
function marksOf(tests: readonly Prisma.Sql[]): Prisma.Sql {
  const some = tests.slice(0, bitsOfNumber);
  const bits = some.map(
    (test, n) => Prisma.sql`case when ${test} then ${2 ** (some.length - 1 - n)}::int else 0 end`,
  );
  const marks = Prisma.sql`(${Prisma.join(bits, " + ")})::${Prisma.raw(`bit(${some.length})`)}::text`;
  const rest = tests.slice(bitsOfNumber);
  return rest.length > 0 ? Prisma.sql`(${marks} || ${marksOf(rest)})` : marks;
}

const bitsOfNumber = 30;

/** By these all customers are told apart. */
export const isLeading = ({ leading, retired, rule }: SegmentRow): boolean =>
  leading && !retired && rule !== null;

function compileSegments(
  scope: Scope,
  vocabulary: Vocabulary,
  keys: readonly string[],
  today: LocalDay,
): Promise<CompiledRules> {
  const rules = keys.map((key) => {
    const segment = vocabulary.segments.find((one) => one.key === key);
    if (!segment) throw refusal("unknownSegment", key);
    if (!segment.rule) throw refusal("segmentWithoutRule", key);
    return segment.rule;
  });
  return compileRules(scope, rules, { known: rulesByKey(vocabulary.segments), today, vocabulary });
}

const refusal = (reason: string, name: string): AppError =>
  new AppError("invalid", reason, { fields: { segment: reason }, values: { name } });
