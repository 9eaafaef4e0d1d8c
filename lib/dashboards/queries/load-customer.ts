import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { type ConcerningMeasure, listMeasuresFor } from "@/lib/measures/queries/list-measures-for";
import { listNeeds, type Need } from "@/lib/needs/queries/list-needs";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { type ContactRow, listContactsOf } from "@/lib/planned-contacts/queries/read-contacts";
import { listMemberships, type Memberships } from "@/lib/segments/queries/list-memberships";
import type { CustomerPageInput } from "../schema/customer-pages";
import { listTimeline, type TimelineEntry } from "./list-timeline";

type Named = { name: string; translations: unknown };

export type PersonOfCompany = {
  id: string;
  name: string | null;
  answers: number;
  last: { day: LocalDay; metric: number; scale: number; score: number; touchpoint: Named | null } | null;
};

export type CustomerFacts = {
  inner: number;
  id: string;
  version: number;
  kind: "person" | "company";
  name: string | null;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  language: string | null;
  country: string | null;
  joinedOn: LocalDay | null;
  attributes: Record<string, string | number | boolean>;
  company: { id: string; name: string | null } | null;
  people: PersonOfCompany[] | null;
  peopleCount: number;
  phase: (Named & { since: LocalDay }) | null;
  /** Where they have been, the latest first. */
  phases: (Named & { since: LocalDay; reason: string | null })[] | null;
  contracts:
    | {
        id: string;
        plan: string;
        startedOn: LocalDay;
        lastDay: LocalDay | null;
        cancelledOn: LocalDay | null;
        withdrawn: boolean;
        reason: string | null;
        monthlyRevenue: number;
        monthlyMargin: number | null;
      }[]
    | null;
  /** Completed orders of the last twelve months and in all; minor units. */
  orders: { n: number; revenue: number; margin: number | null; withMargin: number; last: LocalDay | null };
  lastContactOn: LocalDay | null;
};

export type ScoreOverTime = {
  feedback: string;
  day: LocalDay;
  metric: number;
  scale: number;
  score: number;
  touchpoint: Named | null;
};

export type CustomerData = {
  customer: CustomerFacts;
  today: LocalDay;
  timeline: { entries: TimelineEntry[]; nextCursor: string | null };
  scores: ScoreOverTime[];
  /** What matters to them, in words. */
  needs: Need[];
  /** What is planned with them, the latest first. */
  planned: ContactRow[];
  /** Where they belong now, and why. */
  memberships: Memberships;
  /** What is done that they notice. */
  measures: ConcerningMeasure[];
  places: Places;
};

const entriesPerPage = 30;
const plannedShown = 8;
const mostMoves = 12;

/** One customer with everything that is known of them. @throws AppError `notFound` */
export async function loadCustomer(scope: Scope, input: CustomerPageInput): Promise<CustomerData> {
  const today = localDay(new Date(), scope.timeZone);
  const customer = await getFacts(scope, input.id, today);
  if (!customer) throw notFound();
  const memberships = await listMemberships(scope, customer.inner);
  const places = await readPlaces(scope);
  return {
    customer,
    today,
    timeline: await listTimeline(scope, {
      customerId: customer.inner,
      kinds: input.kinds,
      cursor: input.after,
      limit: entriesPerPage,
    }),
    scores: await listScores(scope, customer.inner),
    needs: await listNeeds(scope, { about: "customer", of: customer.id }),
    planned: await listContactsOf({ scope, places, today, customerId: customer.inner }, plannedShown),
    memberships,
    measures: await listMeasuresFor(scope, {
      customerId: customer.inner,
      segments: memberships.segments.map(({ key }) => key),
    }),
    places,
  };
}

async function getFacts(
  { db, workspaceId }: Scope,
  id: string,
  today: LocalDay,
): Promise<CustomerFacts | null> {
  const own = (alias: string) =>
    Prisma.sql`${Prisma.raw(alias)}."workspaceId" = ${workspaceId} and ${Prisma.raw(alias)}."customerId" = t."id"`;
  const [found] = await db.$queryRaw<CustomerFacts[]>(Prisma.sql`
    select t."id" as "inner", t."publicId"::text as "id", t."version", t."kind", t."name", t."email", t."phone",
      t."externalId", t."language", t."country", t."joinedOn"::text as "joinedOn", t."attributes",
      (select json_build_object('id', c."publicId", 'name', c."name") from customer c
        where c."workspaceId" = ${workspaceId} and c."id" = t."companyId" and c."erasedAt" is null) as "company",
      (select json_agg(person) from (
        select p."publicId" as "id", p."name", own.answers, own.last
        from customer p
        cross join lateral (
          select count(*)::int as answers, (array_agg(json_build_object('day', a."day", 'metric', a."metric",
            'scale', a."scale", 'score', a."score", 'touchpoint', case when tp."id" is null then null
              else json_build_object('name', tp."name", 'translations', tp."translations") end)
            order by a."day" desc, a."feedbackId" desc, a."position"))[1] as last
          from answer a
          left join touchpoint tp on tp."workspaceId" = ${workspaceId} and tp."id" = a."touchpointId"
          where a."workspaceId" = ${workspaceId} and a."customerId" = p."id" and a."score" is not null
            and a."dimension" = 1) own
        where p."workspaceId" = ${workspaceId} and p."companyId" = t."id" and p."erasedAt" is null
        order by p."name" collate "und-x-icu", p."id" limit 50) person) as "people",
      (select count(*)::int from customer p
        where p."workspaceId" = ${workspaceId} and p."companyId" = t."id" and p."erasedAt" is null) as "peopleCount",
      (select json_build_object('name', p."name", 'translations', p."translations", 'since', m."day")
        from phase_move m join phase p on p."workspaceId" = ${workspaceId} and p."id" = m."phaseId"
        where ${own("m")} and m."day" <= ${today}::date order by m."at" desc, m."id" desc limit 1) as "phase",
      (select json_agg(json_build_object('name', p."name", 'translations', p."translations", 'since', m."day",
          'reason', m."reason") order by m."at" desc, m."id" desc)
        from (select * from phase_move m where ${own("m")} and m."day" <= ${today}::date
          order by m."at" desc, m."id" desc limit ${mostMoves}) m
        join phase p on p."workspaceId" = ${workspaceId} and p."id" = m."phaseId") as "phases",
      (select json_agg(json_build_object('id', k."publicId", 'plan', k."plan", 'startedOn', k."startedOn",
          'lastDay', case when k."withdrawnOn" >= k."cancelledOn" then null else coalesce(k."endsOn", k."cancelledOn") end,
          'cancelledOn', k."cancelledOn", 'withdrawn', (k."withdrawnOn" >= k."cancelledOn") is true,
          'reason', k."cancellationReason", 'monthlyRevenue', k."monthlyRevenueMinor",
          'monthlyMargin', k."monthlyMarginMinor") order by k."startedOn" desc, k."id" desc)
        from (select * from contract k where ${own("k")} order by k."startedOn" desc, k."id" desc limit 20) k) as "contracts",
      (select json_build_object('n', count(*), 'revenue', coalesce(sum(o."totalMinor"), 0), 'margin', sum(o."marginMinor"),
          'withMargin', count(o."marginMinor"), 'last', max(o."day"))
        from "order" o where ${own("o")} and o."status" = 'completed') as "orders",
      (select max(n."day")::text from contact n where ${own("n")} and n."day" <= ${today}::date) as "lastContactOn"
    from customer t
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid and t."erasedAt" is null`);
  return found ?? null;
}

/** Answers about experience, the latest hundred, in the order of time. */
async function listScores({ db, workspaceId }: Scope, customerId: number): Promise<ScoreOverTime[]> {
  const rows = await db.$queryRaw<ScoreOverTime[]>(Prisma.sql`
    select f."publicId"::text as "feedback", a."day"::text as "day", a."metric", a."scale", a."score",
      case when tp."id" is null then null
        else json_build_object('name', tp."name", 'translations', tp."translations") end as "touchpoint"
    from answer a join feedback f on f."workspaceId" = ${workspaceId} and f."id" = a."feedbackId"
    left join touchpoint tp on tp."workspaceId" = ${workspaceId} and tp."id" = a."touchpointId"
    where a."workspaceId" = ${workspaceId} and a."customerId" = ${customerId} and a."score" is not null
      and a."dimension" = 1
    order by f."answeredAt" desc, f."id" desc, a."position" limit 100`);
  return rows.reverse();
}
