import { Prisma } from "@/lib/db/generated/client";
import type { CustomerCondition, Memberships } from "@/lib/segments/queries/segment-condition";
import { type CustomerTrait, type DatedTrait, datedTraits } from "../rules/figure";
import { contractFact, inForce } from "./activity";
import { type EdgeReading, holdsAt } from "./reading";

/** Which customers are meant; inner ids of this workspace, several values of one trait are alternatives. */
export type CustomerFilter = {
  plan?: string[];
  phase?: number[];
  "product-group"?: number[];
  /** Members of segments now, compiled by the room that knows segments. */
  condition?: CustomerCondition;
  /** Who is in which segment now, where customers are told apart by it. */
  memberships?: Memberships;
};

/**
 * When a trait is asked about: "held" at an edge (the product group was ordered by then), or "within" a bucket (it was
 * ordered there; plan and phase are those held at its start all the same).
 */
export type TraitMoment = "held" | "within";

export const traitsAsked = (filter: CustomerFilter): DatedTrait[] =>
  datedTraits.filter((trait) => filter[trait] !== undefined);

/** Whether a filter names the groups that are told apart; then there is none for all others. */
const namesGroups = (filter: CustomerFilter, trait: CustomerTrait): boolean =>
  trait === "segment" ? filter.memberships?.named != null : filter[trait] !== undefined;

/** What statements need that ask about plans, where they do not read contracts anyway. */
export const planTables = (
  reading: EdgeReading,
  filter: CustomerFilter,
  groupBy: CustomerTrait | null,
): Prisma.Sql[] =>
  filter.plan || groupBy === "plan"
    ? [contractFact(reading.workspaceId, filter.condition), inForce(reading)]
    : [];

/**
 * What a trait says about customers, one row per customer and value: c, `key` as text, `mask` = the edges at which it
 * holds, or the buckets (by the index of their days) within which it was ordered. A customer with two plans has two
 * rows, so groups may overlap, and each is what the filter of its name says.
 */
function traitRows(
  reading: EdgeReading,
  trait: CustomerTrait,
  filter: CustomerFilter,
  moment: TraitMoment,
): Prisma.Sql {
  const { index, span, workspaceId, begin, end, last } = reading;
  const mask = Prisma.sql`bit_or(${span(Prisma.sql`low`, Prisma.sql`high`)}) as mask`;
  switch (trait) {
    case "plan":
      return Prisma.sql`select c, plan::text as key, ${mask} from in_force
        ${filter.plan ? Prisma.sql`where plan = any(${filter.plan}::text[])` : Prisma.empty} group by c, plan`;
    case "segment":
      if (!filter.memberships) throw new Error("Nobody has said who is in which segment.");
      return Prisma.sql`select customer as c, key, ${span(Prisma.sql`0`, Prisma.sql`${last + 1}::int`)} as mask
        from ${filter.memberships.rows} membership`;
    case "phase":
      return Prisma.sql`select c, phase::text as key, ${mask}
        from (select "customerId" as c, "phaseId" as phase, ${index(Prisma.sql`"day"`)} as low,
            coalesce(${index(Prisma.sql`lead("day") over (partition by "customerId" order by "at", "id")`)},
              ${last + 1}::int) as high
          from phase_move where "workspaceId" = ${workspaceId} and "day" < ${end}) stay
        where high > low ${filter.phase ? Prisma.sql`and phase = any(${filter.phase}::int[])` : Prisma.empty}
        group by c, phase`;
    case "product-group": {
      const groups = filter["product-group"];
      const ordered =
        moment === "within"
          ? Prisma.sql`bit_or(1::bigint << ${index(Prisma.sql`o."day"`)})`
          : span(index(Prisma.sql`min(o."day")`), Prisma.sql`${last + 1}::int`);
      return Prisma.sql`select o."customerId" as c, l."productGroupId"::text as key, ${ordered} as mask
        from "order" o join order_line l on l."workspaceId" = o."workspaceId" and l."orderId" = o."id"
        where o."workspaceId" = ${workspaceId} and o."status" = 'completed' and o."day" < ${end}
          ${moment === "within" ? Prisma.sql`and o."day" >= ${begin}` : Prisma.empty}
          and l."workspaceId" = ${workspaceId} and ${
            groups
              ? Prisma.sql`l."productGroupId" = any(${groups}::int[])`
              : Prisma.sql`l."productGroupId" is not null`
          }
        group by o."customerId", l."productGroupId"`;
    }
  }
}

type PopulationRequest = { filter: CustomerFilter; groupBy: CustomerTrait | null; moment: TraitMoment };

const columnsOf = { activity: "c, entered, active", buyer: "c, i, j, orders, several_days" } as const;

/**
 * The customers of a relation that a filter means (`population`): its columns, `held` = the edges at which they are
 * members, `ordered` = the buckets within which they ordered what is asked for, `is_all` true; and where they are told
 * apart by a trait, once more for each of its values (`key`) with `is_all` false, because groups that overlap do not
 * add up to all. Whom the trait says nothing about has the key null (`is_none`: who ordered nothing of the kind).
 */
export function population(
  reading: EdgeReading,
  base: keyof typeof columnsOf,
  request: PopulationRequest,
): Prisma.Sql {
  const { filter, groupBy, moment } = request;
  const member = memberTable(base, reading, request);
  const all = Prisma.sql`select member.*, false as is_none, null::text as key, true as is_all from member`;
  if (!groupBy) return Prisma.sql`${member}, population as (${all})`;
  const columns = Prisma.raw(columnsOf[base]);
  const [some, none] = isOrderedWithin(moment, groupBy)
    ? [Prisma.sql`held, mask, false`, Prisma.sql`held, coalesce(mask, 0), true`]
    : [Prisma.sql`held & mask, ordered, false`, Prisma.sql`held & ~coalesce(mask, 0), ordered, false`];
  // Only who was active in a group is ever counted in it.
  const whereActive = (mask: Prisma.Sql) =>
    base === "activity" ? Prisma.sql`where active & ${mask} <> 0` : Prisma.empty;
  const without = Prisma.sql`
    union all
    select ${columns}, ${none}, null, false
    from member left join (select c, bit_or(mask) as mask from trait_row group by c) known using (c)
    ${whereActive(Prisma.sql`~coalesce(mask, 0)`)}`;
  return Prisma.sql`${member}, trait_row as (${traitRows(reading, groupBy, filter, moment)}), population as (
    ${all}
    union all
    select ${columns}, ${some}, key, false from member join trait_row using (c) ${whereActive(Prisma.sql`mask`)}
    ${namesGroups(filter, groupBy) ? Prisma.empty : without})`;
}

/** Whether a trait is one of what was ordered within a bucket, and not of what was held at its start. */
const isOrderedWithin = (moment: TraitMoment, trait: CustomerTrait): boolean =>
  moment === "within" && trait === "product-group";

/** The customers of a relation who fulfil the filter (`member`), with the edges at which they do. */
function memberTable(
  base: keyof typeof columnsOf,
  reading: EdgeReading,
  { filter, moment }: PopulationRequest,
): Prisma.Sql {
  const isOrdered = (trait: CustomerTrait) => isOrderedWithin(moment, trait);
  const rowsOf = (trait: CustomerTrait) => traitRows(reading, trait, filter, moment);
  const filters = traitsAsked(filter).map((trait, i) => ({ trait, alias: Prisma.raw(`f${i}`) }));
  const joins = filters.map(
    ({ trait, alias }) => Prisma.sql`
      join (select c, bit_or(mask) as mask from (${rowsOf(trait)}) t group by c) ${alias} on ${alias}.c = base.c`,
  );
  const masks = (ordered: boolean) => {
    const some = filters.filter(({ trait }) => isOrdered(trait) === ordered);
    return some.length > 0
      ? Prisma.join(
          some.map(({ alias }) => Prisma.sql`${alias}.mask`),
          " & ",
        )
      : Prisma.sql`-1::bigint`;
  };
  return Prisma.sql`member as (
    select base.*, ${masks(false)} as held, ${masks(true)} as ordered from ${Prisma.raw(base)} base
    ${joins.length > 0 ? Prisma.join(joins, " ") : Prisma.empty})`;
}

/**
 * Customers who were active at the same edges, with their number (`profile`), from the population. Materialised, or
 * parallel workers would each read all orders for their share of the edges.
 */
export const profile = Prisma.sql`profile as materialized (
  select is_all, key, entered, active, held, count(*) as n from population
  group by is_all, key, entered, active, held)`;

/**
 * The same without a row for every customer in every segment: customers who are in the same segments are counted
 * together, and their number is told to each of these.
 */
export function profileBySegment(reading: EdgeReading, filter: CustomerFilter): Prisma.Sql {
  const { memberships } = filter;
  if (!memberships) throw new Error("Nobody has said who is in which segment.");
  const { rows, keys } = memberships.marks;
  const columns = Prisma.sql`entered, active, held`;
  const none = namesGroups(filter, "segment")
    ? Prisma.empty
    : Prisma.sql`
    union all
    select false, null, ${columns}, sum(n) from marked where position('1' in marks) = 0 group by ${columns}`;
  return Prisma.sql`${memberTable("activity", reading, { filter, groupBy: "segment", moment: "held" })},
    marked as materialized (
      select ${columns}, coalesce(told.key, '') as marks, count(*) as n
      from member left join ${rows} told on told.customer = member.c
      where active <> 0 group by ${columns}, marks),
    profile as materialized (
      select true as is_all, null::text as key, ${columns}, count(*) as n from member group by ${columns}
      union all
      select false, segment.key, ${columns}, sum(n)
      from marked join unnest(${[...keys]}::text[]) with ordinality segment(key, at)
        on substr(marks, segment.at::int, 1) = '1'
      group by segment.key, ${columns} ${none})`;
}

/** Whether a customer is a member at an edge. */
export const isMember = (index: Prisma.Sql): Prisma.Sql => holdsAt(Prisma.sql`held`, index);
