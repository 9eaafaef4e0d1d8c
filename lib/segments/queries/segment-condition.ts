import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { LocalDay } from "@/lib/period/local-day";
import { compileSegments, marksOf, todayIn } from "./compile-segments";
import {
  type CountedLeading,
  changedSince,
  countedLeading,
  marksInOrder,
  maskOf,
  perPage,
} from "./counted-leading";
import type { OwnColumn } from "./fact-tables";
import { readVocabulary, type Vocabulary } from "./read-names";

/** A condition on a column that holds a customer's inner id. */
export type CustomerCondition = ((column: Prisma.Sql) => Prisma.Sql) & {
  /** Whom it looks for or excludes, by `id`, where that can be said. */
  members?: Prisma.Sql;
  /** The same condition over a relation that holds them. */
  lookedUp?: (members: Prisma.Sql) => CustomerCondition;
};

const isOneOf = (members: Prisma.Sql): CustomerCondition =>
  Object.assign((column: Prisma.Sql) => Prisma.sql`${column} in (${members})`, {
    members,
    lookedUp: isOneOf,
  });

/**
 * Of members who are partly counted and partly asked PostgreSQL knows nothing, expects a few, and would look up their
 * answers one by one. `is true` has it put them into a table and look into that for each answer; `distinct` lets it
 * believe that the table is small enough.
 */
const isAmong = (members: Prisma.Sql): CustomerCondition =>
  Object.assign((column: Prisma.Sql) => Prisma.sql`(${column} in (${members})) is true`, {
    members,
    lookedUp: isAmong,
  });

/**
 * A condition that one statement asks about again and again, told once: the table goes before the statement
 * (`TallyReading.tables`), the condition looks into it.
 */
export function toldOnce(condition: CustomerCondition): {
  condition: CustomerCondition;
  tables: Prisma.Sql[];
} {
  if (!condition.members || !condition.lookedUp) return { condition, tables: [] };
  return {
    condition: condition.lookedUp(Prisma.sql`select "id" from member_now`),
    tables: [Prisma.sql`member_now as materialized (${condition.members})`],
  };
}

/** Groups of customers: what is joined to a column that holds their inner ids, and the key that is then there. */
export type JoinedGroups = {
  join: (customer: Prisma.Sql) => Prisma.Sql;
  key: (customer: Prisma.Sql) => Prisma.Sql;
};

/** @param rows `customer` and `key` */
export const groupsOf = (rows: Prisma.Sql): JoinedGroups => ({
  join: (customer) => Prisma.sql`left join ${rows} customer_group on customer_group.customer = ${customer}`,
  key: () => Prisma.sql`customer_group.key`,
});

/** The same, told once as `toldOnce`. */
export const groupsToldOnce = (rows: Prisma.Sql): { groups: JoinedGroups; tables: Prisma.Sql[] } => ({
  groups: groupsOf(Prisma.sql`group_now`),
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

/** What the caller knows already; it is looked up otherwise. */
type Given = { today?: LocalDay | undefined; vocabulary?: Vocabulary | undefined };

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
  const { from, tests } = compileSegments(scope, known, keys, today);
  const asked = Prisma.sql`select c."id" from ${from} and ${anyOf(tests)}`;
  const leading = countedLeading(scope, known, today);
  if (!leading || !keys.every((key) => leading.keys.includes(key))) return isOneOf(asked);
  const changed = changedSince(scope.workspaceId);
  return isAmong(Prisma.sql`
    select distinct "id" from (
      select counted."id" from (
        select p."page" * ${perPage}::int + on_page.place::int - 1 as "id", on_page.mark
        from leading_page p cross join lateral unnest(p."marks") with ordinality on_page(mark, place)
        where p."workspaceId" = ${scope.workspaceId} and ${leading.isCounted}) counted
      where case when counted.mark & ${maskOf(leading, keys)} <> 0 then true end
        and counted."id" not in (${changed})
      union all ${asked} and c."id" in (${changed}) and ${leading.isCounted}
      union all ${asked} and not ${leading.isCounted}) told`);
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
  const leading = countedLeading(scope, known, today);
  if (leading && wanted.every((key) => leading.keys.includes(key))) {
    const rows = writtenMarks(scope, leading, wanted);
    return {
      marks: { rows, keys: wanted },
      rows: Prisma.sql`(
        select told.customer, member.key
        from ${rows} told cross join lateral unnest(${wanted}::text[]) with ordinality member(key, place)
        where substr(told.key, member.place::int, 1) = '1')`,
      named,
    };
  }
  const { from, tests } = compileSegments(scope, known, wanted, today);
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

/** Customers in some of these leading segments, with a mark for each, as it was written down; who was changed since is asked. */
function writtenMarks(
  { workspaceId }: Pick<Scope, "workspaceId">,
  leading: CountedLeading,
  keys: readonly string[],
): Prisma.Sql {
  const changed = changedSince(workspaceId);
  const asked = Prisma.sql`select c."id" as customer, ${leading.bits} as bits from ${leading.from}`;
  const isIn = Prisma.sql`bits & ${maskOf(leading, keys)} <> 0`;
  return Prisma.sql`(
    select customer, ${marksInOrder(leading, keys)(Prisma.sql`bits`)} collate "C" as key from (
      select customer, bits from (
        select p."page" * ${perPage}::int + on_page.place::int - 1 as customer, on_page.bits
        from leading_page p cross join lateral unnest(p."marks") with ordinality on_page(bits, place)
        where p."workspaceId" = ${workspaceId} and ${leading.isCounted}) counted
      where customer not in (${changed})
      union all
      select customer, bits from (${asked} and c."id" in (${changed}) and ${leading.isCounted} offset 0) changed
      union all
      select customer, bits from (${asked} and not ${leading.isCounted} offset 0) uncounted) told_now
    where ${isIn} offset 0)`;
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
  const { from, tests, own } = compileSegments(scope, known, keys, today);
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
  const { from, tests } = compileSegments(scope, known, keys, todayIn(scope));
  const only = among ? Prisma.sql`and c."id" in (${among})` : Prisma.empty;
  return Prisma.sql`(
    select customer, key from (
      select c."id" as customer, ${marksOf(tests)} collate "C" as key from ${from} ${only} offset 0) marked
    where position('1' in key) > 0)`;
}
