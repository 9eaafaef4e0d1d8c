import { contractEnd } from "@/lib/contracts/queries/contract-end";
import { Prisma } from "@/lib/db/generated/client";
import { dimensions, metrics, occasions, scales, techniques } from "@/lib/feedback/rules/codes";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import { type ConditionOn, scaleAsked } from "../schema/condition";
import type { FactSource, FactTables } from "./fact-tables";
import type { Names } from "./read-names";

/** What a compilation knows: whose customers, what names mean, and which day it is there. */
export type Meaning = { workspaceId: number; names: Names; today: LocalDay };

type Windowed = { lastDays?: number | undefined; since?: LocalDay | undefined };

/** Facts of the last n days (today included), and from a day on; null: of all times. */
function within({ lastDays, since }: Windowed, today: LocalDay): (Prisma.Sql | null)[] {
  return [
    lastDays === undefined
      ? null
      : Prisma.sql`"day" >= ${addDays(today, 1 - lastDays)}::date and "day" <= ${today}::date`,
    since === undefined ? null : Prisma.sql`"day" >= ${since}::date`,
  ];
}

function all(...conditions: (Prisma.Sql | null)[]): Prisma.Sql | null {
  const some = conditions.filter((one) => one !== null);
  return some.length > 0 ? Prisma.join(some, " and ") : null;
}

const among = (column: string, ids: readonly number[] | undefined): Prisma.Sql | null =>
  ids ? Prisma.sql`${Prisma.raw(column)} = any(${[...ids]}::int[])` : null;

const zero = (column: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce(${column}, 0)`;

const firstDay = Prisma.sql`min("day")`;
const lastDay = Prisma.sql`max("day")`;
const count = Prisma.sql`count(*)`;

function completedOrders(
  { workspaceId, names }: Meaning,
  productGroup: readonly string[] | undefined,
): FactSource {
  const customer = Prisma.sql`"customerId"`;
  if (!productGroup)
    return {
      name: "orders",
      from: Prisma.sql`"order"`,
      where: Prisma.sql`"workspaceId" = ${workspaceId} and "status" = 'completed'`,
      customer,
    };
  const groups = [...new Set(names.productGroups(productGroup))].sort((a, b) => a - b);
  return {
    name: `orders of ${groups.join()}`,
    from: Prisma.sql`(
      select o."customerId", o."day", sum(l."amountMinor") as "totalMinor", null::bigint as "marginMinor"
      from "order" o join order_line l on l."workspaceId" = o."workspaceId" and l."orderId" = o."id"
      where o."workspaceId" = ${workspaceId} and l."workspaceId" = ${workspaceId} and o."status" = 'completed'
        and l."productGroupId" = any(${groups}::int[])
      group by o."id", o."customerId", o."day") ordered`,
    where: Prisma.sql`true`,
    customer,
  };
}

/** Completed orders; none come to 0, and the margin of orders without one is not known. */
export function ordersColumn(facts: FactTables, meaning: Meaning, asked: ConditionOn<"orders">): Prisma.Sql {
  const filter = all(...within(asked, meaning.today));
  const column = (aggregate: Prisma.Sql) =>
    facts.column(completedOrders(meaning, asked.productGroup), aggregate, filter);
  switch (asked.measure) {
    case "count":
      return zero(column(count));
    case "total":
      return zero(column(Prisma.sql`sum("totalMinor")`));
    case "margin":
      return column(Prisma.sql`sum("marginMinor")`);
    case "firstOn":
      return column(firstDay);
    case "lastOn":
      return column(lastDay);
  }
}

/** Contracts by the contract rule: `out` is the first day on which one is no longer in force. */
export function contractsColumn(
  facts: FactTables,
  { workspaceId, names, today }: Meaning,
  { measure, which = "active", plan }: ConditionOn<"contracts">,
): Prisma.Sql {
  const source: FactSource = {
    name: "contracts",
    from: Prisma.sql`(
      select "customerId", "plan", "startedOn", "cancelledOn", "withdrawnOn", "monthlyRevenueMinor",
        ${contractEnd} as out
      from contract where "workspaceId" = ${workspaceId}) term`,
    where: Prisma.sql`(out is null or out > "startedOn")`,
    customer: Prisma.sql`"customerId"`,
  };
  const standing = {
    active: Prisma.sql`"startedOn" <= ${today}::date and (out is null or out > ${today}::date)`,
    ended: Prisma.sql`out <= ${today}::date`,
    all: null,
  }[which];
  const filter = all(
    standing,
    plan ? Prisma.sql`"plan" = any(${names.plans(plan)}::text[])` : null,
    measure === "noticeOn" ? Prisma.sql`("withdrawnOn" is null or "withdrawnOn" < "cancelledOn")` : null,
  );
  const column = (aggregate: Prisma.Sql) => facts.column(source, aggregate, filter);
  switch (measure) {
    case "count":
      return zero(column(count));
    case "monthlyRevenue":
      return zero(column(Prisma.sql`sum("monthlyRevenueMinor")`));
    case "startedOn":
      return column(Prisma.sql`min("startedOn")`);
    case "endsOn":
      return column(which === "active" ? Prisma.sql`min(out - 1)` : Prisma.sql`max(out - 1)`);
    case "noticeOn":
      return column(Prisma.sql`max("cancelledOn")`);
  }
}

/** Single contacts; those that are known as a number per month belong to nobody. */
export function contactsColumn(
  facts: FactTables,
  { workspaceId, names, today }: Meaning,
  asked: ConditionOn<"contacts">,
): Prisma.Sql {
  const source: FactSource = {
    name: "contacts",
    from: Prisma.sql`contact`,
    where: Prisma.sql`"workspaceId" = ${workspaceId}`,
    customer: Prisma.sql`"customerId"`,
  };
  const filter = all(
    among(`"touchpointId"`, asked.touchpoint && names.touchpoints(asked.touchpoint)),
    among(`"channelId"`, asked.channel && names.channels(asked.channel)),
    asked.direction ? Prisma.sql`"direction" = ${asked.direction}::"Direction"` : null,
    ...within(asked, today),
  );
  if (asked.measure === "count") return zero(facts.column(source, count, filter));
  return facts.column(source, asked.measure === "firstOn" ? firstDay : lastDay, filter);
}

/** The phase of the last move, or the last day on which one of some phases was entered. */
export function phaseColumn(
  facts: FactTables,
  { workspaceId, names }: Meaning,
  { measure, phase }: ConditionOn<"phase">,
): Prisma.Sql {
  const source: FactSource = {
    name: "phases",
    from: Prisma.sql`phase_move`,
    where: Prisma.sql`"workspaceId" = ${workspaceId}`,
    customer: Prisma.sql`"customerId"`,
  };
  if (measure === "current")
    return facts.column(source, Prisma.sql`array_agg("phaseId" order by "at" desc, "id" desc)`, null, true);
  return facts.column(source, lastDay, among(`"phaseId"`, names.phases(phase ?? [])));
}

/** Answered questions, without what staff noted, each on one scale. */
export function answersColumn(
  facts: FactTables,
  { workspaceId, names, today }: Meaning,
  asked: ConditionOn<"answers">,
): Prisma.Sql {
  const isAnswered = Prisma.sql`"workspaceId" = ${workspaceId} and "customerId" is not null and "score" is not null
    and "technique" <> ${techniques.codeOf("agent")}::int`;
  const source: FactSource = {
    name: "answers",
    from: Prisma.sql`answer`,
    where: isAnswered,
    customer: Prisma.sql`"customerId"`,
  };
  const scale = scaleAsked(asked);
  const filter = all(
    Prisma.sql`"metric" = ${metrics.codeOf(asked.metric)}::int`,
    scale ? Prisma.sql`"scale" = ${scales.codeOf(scale)}::int` : null,
    Prisma.sql`"dimension" = ${dimensions.codeOf(asked.dimension ?? "experience")}::int`,
    asked.occasion ? Prisma.sql`"occasion" = ${occasions.codeOf(asked.occasion)}::int` : null,
    among(`"touchpointId"`, asked.touchpoint && names.touchpoints(asked.touchpoint)),
    asked.atMost === undefined ? null : Prisma.sql`"score" <= ${asked.atMost}::int`,
    asked.atLeast === undefined ? null : Prisma.sql`"score" >= ${asked.atLeast}::int`,
    ...within(asked, today),
  );
  const column = (aggregate: Prisma.Sql) => facts.column(source, aggregate, filter);
  switch (asked.measure) {
    case "count":
      return zero(column(count));
    case "lowest":
      return column(Prisma.sql`min("score")`);
    case "highest":
      return column(Prisma.sql`max("score")`);
    case "mean":
      return column(Prisma.sql`avg("score")`);
    case "lastOn":
      return column(lastDay);
    case "latest":
      return facts.column(
        {
          ...source,
          name: "dated answers",
          from: Prisma.sql`(
            select a.*, f."answeredAt" from answer a
            join feedback f on f."workspaceId" = a."workspaceId" and f."id" = a."feedbackId"
            where a."workspaceId" = ${workspaceId} and f."workspaceId" = ${workspaceId}) dated`,
        },
        Prisma.sql`array_agg("score" order by "answeredAt" desc, "feedbackId" desc, "position" desc)`,
        filter,
        true,
      );
  }
}
