import { z } from "zod";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { LocalDay } from "@/lib/period/local-day";
import { type TimelineKind, timelineKinds } from "../schema/customer-pages";

type Named = { name: string; translations: unknown };

/** What happened, with what there is to say about it; `event` tells a contract's start, notice, withdrawal and end apart. */
export type TimelineEntry = {
  kind: TimelineKind;
  event: string;
  at: Date;
  day: LocalDay;
  id: string;
  detail: {
    touchpoint?: Named | null;
    channel?: Named | null;
    phase?: Named;
    direction?: "in" | "out";
    text?: string | null;
    by?: string | null;
    outcome?: string | null;
    plan?: string;
    reason?: string | null;
    involuntary?: boolean;
    amount?: number | null;
    status?: string;
    items?: string[] | null;
    scores?: { metric: number; scale: number; dimension: number; score: number }[] | null;
  };
};

export type TimelineRequest = {
  customerId: number;
  kinds: readonly TimelineKind[] | undefined;
  cursor: string | undefined;
  limit: number;
};

/** Everything that is known to have happened with a customer, the latest first, in one statement. */
export async function listTimeline(
  scope: Scope,
  { customerId, kinds = timelineKinds, cursor, limit }: TimelineRequest,
): Promise<{ entries: TimelineEntry[]; nextCursor: string | null }> {
  const start = cursor ? readPlace(cursor) : null;
  const mine = Prisma.sql`e."workspaceId" = ${scope.workspaceId} and e."customerId" = ${customerId}`;
  const rows = await scope.db.$queryRaw<(TimelineEntry & { place: string })[]>(Prisma.sql`
    select *, "at"::text as place from (
      ${Prisma.join(
        kinds.map((kind) => branches[kind](scope, mine)),
        " union all ",
      )}) event
    where ${start ? Prisma.sql`("at", "id", "event") < (${start.at}::timestamptz, ${start.id}, ${start.event})` : Prisma.sql`true`}
    order by "at" desc, "id" desc, "event" desc limit ${limit + 1}`);
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return {
    entries,
    nextCursor: rows.length > limit && last ? writePlace({ ...last, at: last.place }) : null,
  };
}

const named = (alias: string, table: string, column: string): Prisma.Sql =>
  Prisma.raw(
    `(select json_build_object('name', ${alias}."name", 'translations', ${alias}."translations") from ${table} ${alias}
    where ${alias}."workspaceId" = e."workspaceId" and ${alias}."id" = e."${column}")`,
  );
const touchpoint = named("tp", "touchpoint", "touchpointId");
const channel = named("ch", "channel", "channelId");

type Branch = (scope: Scope, mine: Prisma.Sql) => Prisma.Sql;

const branches: Record<TimelineKind, Branch> = {
  contact: (_, mine) => Prisma.sql`
    select 'contact' as kind, '' as event, e."at", e."day"::text as "day", e."publicId"::text as "id",
      json_build_object('touchpoint', ${touchpoint}, 'channel', ${channel}, 'direction', e."direction",
        'text', e."subject", 'by', e."by", 'outcome', e."outcome") as detail
    from contact e where ${mine}`,
  order: (_, mine) => Prisma.sql`
    select 'order', '', e."orderedAt", e."day"::text, e."publicId"::text,
      json_build_object('amount', e."totalMinor", 'status', e."status", 'items', (
        select json_agg(p."name" order by l."position") from order_line l
        join product p on p."workspaceId" = l."workspaceId" and p."id" = l."productId"
        where l."workspaceId" = e."workspaceId" and l."orderId" = e."id" and l."position" < 4))
    from "order" e where ${mine}`,
  contract: ({ timeZone }, mine) => Prisma.sql`
    select 'contract', event, "on"::timestamp at time zone ${timeZone}, "on"::text, e."publicId"::text,
      json_build_object('plan', e."plan", 'amount', e."monthlyRevenueMinor", 'reason', e."cancellationReason",
        'involuntary', e."involuntary")
    from contract e
    cross join lateral (values ('a-start', e."startedOn"), ('b-notice', e."cancelledOn"),
      ('c-withdrawn', case when e."withdrawnOn" >= e."cancelledOn" then e."withdrawnOn" end),
      ('d-end', case when (e."withdrawnOn" >= e."cancelledOn") is not true then coalesce(e."endsOn", e."cancelledOn") end)
      ) moment(event, "on")
    where ${mine} and "on" is not null`,
  feedback: (_, mine) => Prisma.sql`
    select 'feedback', '', e."answeredAt", e."day"::text, e."publicId"::text,
      json_build_object('touchpoint', ${touchpoint}, 'channel', ${channel}, 'text', e."comment", 'scores', (
        select json_agg(json_build_object('metric', a."metric", 'scale', a."scale", 'dimension', a."dimension",
          'score', a."score") order by a."position") from answer a
        where a."workspaceId" = e."workspaceId" and a."feedbackId" = e."id" and a."score" is not null))
    from feedback e where ${mine}`,
  phase: (_, mine) => Prisma.sql`
    select 'phase', '', e."at", e."day"::text, e."publicId"::text,
      json_build_object('phase', ${named("ph", "phase", "phaseId")}, 'text', e."reason")
    from phase_move e where ${mine}`,
};

type Place = { at: string; id: string; event: string };
const place = z.tuple([z.string().max(60), z.uuid(), z.string().max(20)]);

const writePlace = ({ at, id, event }: Place): string =>
  Buffer.from(JSON.stringify([at, id, event])).toString("base64url");

function readPlace(cursor: string): Place {
  try {
    const [at, id, event] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (Number.isNaN(new Date(at).getTime())) throw new Error("No time.");
    return { at, id, event };
  } catch {
    throw new AppError("invalid", undefined, { fields: { after: "badCursor" } });
  }
}
