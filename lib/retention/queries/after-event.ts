import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { dimensions, metrics, scales } from "@/lib/feedback/rules/codes";
import { AFTER_EVENT_DAYS, middleDay } from "@/lib/metrics/after-event";
import { SATISFIED_FROM } from "@/lib/metrics/csat";
import { SCALES } from "@/lib/metrics/scales";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import type { Vocabulary } from "@/lib/segments/queries/read-names";
import type { CustomerCondition } from "@/lib/segments/queries/segment-condition";
import { type ToldMarks, toldMarks } from "@/lib/segments/queries/told-marks";
import type { ActivityRule } from "../rules/activity-rule";
import { type AfterEvent, type AfterEventRow, type Handled, sumUp } from "../rules/after-event";
import { contractFact, countingOrders } from "./activity";

/**
 * Events as rows of `event` (a number of the caller's), `c` (inner id of the customer), `day` and `kind`; one row a
 * customer and event, the first one.
 */
export type EventFacts = Prisma.Sql;

export type AfterEventRequest = {
  events: EventFacts;
  /** When the events were; who had none is looked at from its middle day on. */
  period: Period;
  /** The first day that is not observed to its end. */
  observedUntil: LocalDay;
  rule: ActivityRule;
  /** Members of segments now. */
  condition?: CustomerCondition | undefined;
  /** The segments that both sides are held against each other by, by their keys; disjoint. */
  segments?: { keys: readonly string[]; vocabulary: Vocabulary } | undefined;
};

/**
 * What happened to customers in the 180 days after events, against those without them in the same time: counted by the
 * database in one statement, however many events are asked about. One function for moments of truth, complaints, gaps
 * and delight; what the words mean stands at `outcomeAfter`.
 */
export async function countAfterEvents(
  scope: Scope,
  { events, ...request }: Omit<AfterEventRequest, "events"> & { events: EventFacts | null },
): Promise<(event: number) => AfterEvent> {
  const { segments } = request;
  if (!events) return (event) => sumUp([], event, nobodysEvent);
  const marked = segments && (await marksOf(scope, segments));
  const held = marked ? marked.groups.key(Prisma.sql`told.c`) : Prisma.sql`null::text`;
  const marks = marked?.groups.text?.(Prisma.sql`held`) ?? Prisma.sql`held`;
  // Who is in the same segments is counted together; which of them speaks for somebody in several is asked of the counts.
  const rows = await scope.db.$queryRaw<AfterEventRow[]>(Prisma.sql`
    with ${outcomes(scope, { ...request, events })},
    told as (
      select event, c, kind, lost, again, margin, margin_known from outcome
      union all
      select met.event, o.c, 'among', o.lost, o.again, o.margin, o.margin_known
      from outcome o join (select distinct event, c from event) met on met.c = o.c
      where o.event = ${nobodysEvent}),
    ${marked ? Prisma.join([...marked.tables, Prisma.empty], ", ") : Prisma.empty}
    counted as materialized (
      select told.event, told.kind, ${held} as held,
        count(*) as customers, count(*) filter (where lost) as lost, count(*) filter (where again) as again,
        count(margin) as margins, sum(margin) as margin, sum(margin::float8 * margin::float8) as squares,
        bool_or(margin_known) as margin_known
      from told ${marked ? marked.groups.join(Prisma.sql`told.c`) : Prisma.empty}
      group by 1, 2, 3)
    select event, kind, segment.key as segment, sum(customers)::int as customers, sum(lost)::int as lost,
      sum(again)::int as again, sum(margins)::int as "marginN", coalesce(sum(margin), 0)::float8 as "marginSum",
      coalesce(sum(squares), 0)::float8 as "marginSquares", bool_or(margin_known) as "marginKnown"
    from counted cross join lateral (
      select min(one.key) as key from unnest(${(marked?.told ?? []).map(({ key }) => key)}::text[])
        with ordinality one(key, at)
      where substr(${marks}, one.at::int, 1) = '1') segment
    group by 1, 2, 3`);
  return (event) => sumUp(rows, event, nobodysEvent);
}

/** In which of the segments those are of whom something is told; as they were written down, where they were. */
const marksOf = (
  scope: Scope,
  { keys, vocabulary }: NonNullable<AfterEventRequest["segments"]>,
): Promise<ToldMarks> =>
  toldMarks(
    scope,
    vocabulary,
    vocabulary.segments.filter(({ key }) => keys.includes(key)),
    Prisma.sql`select c from told`,
  );

/** The number under which everybody is looked at from the middle day on. */
const nobodysEvent = -1;

/** Customers behind one of the numbers: of an event and kind, or (`none`) those without the event. */
export function customersAfter(
  scope: Scope,
  request: AfterEventRequest,
  {
    event,
    kind,
    outcome,
  }: { event: number; kind: Handled | "none"; outcome?: "lost" | "bought" | undefined },
): Prisma.Sql {
  const who =
    kind === "none"
      ? Prisma.sql`event = ${nobodysEvent} and c not in (select c from event where event = ${event})`
      : Prisma.sql`event = ${event} and kind = ${kind}`;
  const what =
    outcome === undefined ? Prisma.empty : outcome === "lost" ? Prisma.sql`and lost` : Prisma.sql`and again`;
  return Prisma.sql`with ${outcomes(scope, request)} select c from outcome where ${who} ${what}`;
}

/** `outcome`: event, c, kind, lost, again, margin, of those who were active when it began and whose time is over. */
function outcomes(
  { workspaceId }: Scope,
  { events, period, observedUntil, rule, condition }: AfterEventRequest,
): Prisma.Sql {
  const [start, end] = [Prisma.sql`s."day"`, Prisma.sql`s."day" + ${AFTER_EVENT_DAYS}::int`];
  const [middle, middleEnd] = [middleDay(period), addDays(middleDay(period), AFTER_EVENT_DAYS)];
  const [fromMiddle, toMiddle] = [Prisma.sql`${middle}::date`, Prisma.sql`${middleEnd}::date`];
  const activeOn = (day: Prisma.Sql) =>
    Prisma.sql`bool_or(f.began <= ${day} and (f.out is null or f.out > ${day}))`;
  const completed = Prisma.sql`o."workspaceId" = ${workspaceId} and o."status" = 'completed'`;
  // Everybody is looked at in one pass, and only those whom something happened to by themselves.
  return Prisma.sql`
    ${rule.rule === "contract" ? Prisma.sql`${contractFact(workspaceId, condition)},` : Prisma.empty}
    event as (${events}),
    ${everybody(workspaceId, rule, condition, { from: fromMiddle, to: toMiddle, observedUntil })},
    affected as (
      select s.event, s.c, s."day", s.kind, not ${activeOn(end)} as lost
      from event s join (${stretches(workspaceId, rule, condition)}) f
        on f.c = s.c and f.began <= ${end} and (f.out is null or f.out > ${start})
      where ${end} < ${observedUntil}::date
      group by s.event, s.c, s."day", s.kind
      having ${activeOn(start)}),
    bought as (
      select s.event, s.c, sum(o."marginMinor") as margin
      from affected s join "order" o on ${completed} and o."customerId" = s.c
        and o."day" > ${start} and o."day" <= ${end}
      group by s.event, s.c),
    outcome as (
      select ${nobodysEvent}::int as event, c, 'all' as kind, lost, again, margin is not null as margin_known,
        case when again then margin else 0 end as margin
      from everybody
      union all
      select s.event, s.c, s.kind, s.lost, b.c is not null, b.margin is not null,
        case when b.c is null then 0 else b.margin end
      from affected s left join bought b on b.event = s.event and b.c = s.c)`;
}

/** From when until when customers were active (c, began, out); they may overlap. `contract_fact` stands before. */
const stretches = (
  workspaceId: number,
  rule: ActivityRule,
  condition: CustomerCondition | undefined,
): Prisma.Sql =>
  rule.rule === "contract"
    ? Prisma.sql`select c, began, out from contract_fact where out is null or out > began`
    : Prisma.sql`select o."customerId" as c, o."day" as began, o."day" + ${rule.inactivityDays + 1}::int as out
        from ${countingOrders(workspaceId, condition)}`;

type Days = { from: Prisma.Sql; to: Prisma.Sql; observedUntil: LocalDay };

/**
 * Who was active on a day (`everybody`: c, lost, again, margin), and what became of them until another. Orders tell both
 * who was active and who bought in the order of their index; only those that say their margin are looked at themselves.
 */
function everybody(
  workspaceId: number,
  rule: ActivityRule,
  condition: CustomerCondition | undefined,
  { from, to, observedUntil }: Days,
): Prisma.Sql {
  const isOver = Prisma.sql`${to} < ${observedUntil}::date`;
  const bought = (which: Prisma.Sql) => Prisma.sql`bought_after as (
    select o."customerId" as c, sum(o."marginMinor") as margin from "order" o
    where o."workspaceId" = ${workspaceId} and o."status" = 'completed' and o."day" > ${from} and o."day" <= ${to}
      ${which} group by o."customerId")`;
  if (rule.rule === "contract")
    return Prisma.sql`${bought(Prisma.empty)},
      active_then as (
        select f.c, not bool_or(f.began <= ${to} and (f.out is null or f.out > ${to})) as lost
        from (${stretches(workspaceId, rule, condition)}) f where ${isOver}
        group by f.c having bool_or(f.began <= ${from} and (f.out is null or f.out > ${from}))),
      everybody as (
        select a.c, a.lost, b.c is not null as again, b.margin from active_then a left join bought_after b on b.c = a.c)`;
  const holds = (day: Prisma.Sql) =>
    Prisma.sql`bool_or(o."day" >= ${day} - ${rule.inactivityDays}::int and o."day" <= ${day})`;
  return Prisma.sql`${bought(Prisma.sql`and o."marginMinor" is not null`)},
    active_then as (
      select o."customerId" as c, not ${holds(to)} as lost, bool_or(o."day" > ${from} and o."day" <= ${to}) as again
      from ${countingOrders(workspaceId, condition)} and ${isOver}
      group by o."customerId" having ${holds(from)}),
    everybody as (
      select a.c, a.lost, a.again, b.margin from active_then a left join bought_after b on b.c = a.c)`;
}

/** Touchpoints whose feedback is an event; `event` is a number of the caller's. */
export type EventPlace = { event: number; touchpointId: number };

/**
 * Feedback about touchpoints as events: a customer's first one in the period, and how well it was handled by what they
 * said then (the satisfied scores of the scale, as many at its other end, or between them).
 */
export function feedbackEvents(
  { workspaceId }: Scope,
  places: readonly EventPlace[],
  { from, to }: Period,
): EventFacts {
  return Prisma.sql`
    select distinct on (place.event, a."customerId") place.event, a."customerId" as c, a."day",
      ${handled} as kind
    from unnest(${places.map(({ event }) => event)}::int[], ${places.map(({ touchpointId }) => touchpointId)}::int[])
      as place(event, touchpoint)
    join answer a on a."workspaceId" = ${workspaceId} and a."touchpointId" = place.touchpoint
    where a."day" >= ${from}::date and a."day" < ${to}::date and a."customerId" is not null
      and a."dimension" = ${dimensions.codeOf("experience")}
    order by place.event, a."customerId", a."day", a."feedbackId", a."score" is null, a."position"`;
}

const handled = Prisma.sql`case when a."score" is null or a."metric" <> ${metrics.codeOf("csat")} then 'unrated'
  ${Prisma.join(
    (Object.keys(SATISFIED_FROM) as (keyof typeof SATISFIED_FROM)[]).map((scale) => {
      const { min, max } = SCALES[scale];
      const from = SATISFIED_FROM[scale];
      return Prisma.sql`when a."scale" = ${scales.codeOf(scale)} then case
        when a."score" >= ${from} then 'well' when a."score" <= ${min + max - from} then 'badly' else 'between' end`;
    }),
    " ",
  )} else 'unrated' end`;
