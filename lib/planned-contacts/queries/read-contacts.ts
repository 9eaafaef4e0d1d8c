import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localText, type Texts, textsOf } from "@/lib/fields/texts";
import type { Place, Places } from "@/lib/filters/queries/read-places";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import { occurrenceId } from "../rules/occurrence-id";
import { nextOccurrence, occurrences, type Repeats } from "../rules/recurrence";
import { type ContactState, type Standing, standingOf } from "../rules/standing";

type Named = { key: string; name: string };

/** A planned contact on one of its days. */
export type ContactRow = {
  id: string;
  /** Of this day: the contact's own id, or for a day of a series one that stays the same once the day is settled. */
  uid: string;
  version: number;
  day: LocalDay;
  repeats: Repeats;
  state: ContactState;
  standing: Standing;
  segment: Named | null;
  customer: { id: string; name: string | null } | null;
  touchpoint: Named | null;
  channel: Named | null;
  department: Named | null;
  purpose: string;
  feeling: string | null;
  words: string | null;
  texts: Record<"purpose" | "feeling" | "words", Texts>;
  who: string | null;
  outcome: string | null;
  doneOn: LocalDay | null;
  changedAt: Date;
};

type Found = {
  id: string;
  version: number;
  on: LocalDay;
  repeats: Repeats;
  state: ContactState;
  segmentId: number | null;
  touchpointId: number | null;
  channelId: number | null;
  departmentId: number | null;
  customer: { id: string; name: string | null } | null;
  purpose: string;
  feeling: string | null;
  words: string | null;
  translations: unknown;
  who: string | null;
  outcome: string | null;
  doneOn: LocalDay | null;
  changedAt: Date;
};

export type Wanted = {
  segment?: readonly string[] | undefined;
  department?: readonly string[] | undefined;
  /** Inner id. */
  customerId?: number;
};

type Window = { from: LocalDay; to: LocalDay };
type Context = { scope: Scope; places: Places; today: LocalDay };

/** More than a calendar can show. */
const mostRows = 2_000;

/**
 * Planned contacts with a day in [from, to), a row for each of their days. A series is one row of the table that begins
 * on `on`; its `doneOn` is the last of its days that is settled, and what became of a settled day stands in a row of its
 * own (see `settleContact`). So its open days are those after `doneOn`.
 */
export async function readContacts(
  context: Context,
  window: Window,
  wanted: Wanted = {},
): Promise<ContactRow[]> {
  const { from, to } = window;
  const rows = await find(
    context.scope,
    Prisma.sql`${narrowed(wanted, context.places)} and p."on" < ${to}::date
      and (p."on" >= ${from}::date or (p."repeats" <> 'none' and p."state" = 'planned'))`,
  );
  return rows
    .flatMap((row) => daysOf(row, window).map((day) => rowOf(row, day, context)))
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
}

/** One planned contact on a day of it; on its next open day where none is named. Null where there is no such contact. */
export async function readContact(
  context: Context,
  id: string,
  day: LocalDay | undefined,
): Promise<ContactRow | null> {
  const [row] = await find(context.scope, Prisma.sql`p."publicId" = ${id}::uuid`);
  if (!row) return null;
  const isOpen = day !== undefined && daysOf(row, { from: day, to: addDays(day, 1) }).length > 0;
  return rowOf(row, isOpen ? day : openDay(row), context);
}

/** What is planned with a customer and what became of it: of a series its next open day; the latest first. */
export async function listContactsOf(
  { customerId, ...context }: Context & { customerId: number },
  limit: number,
): Promise<ContactRow[]> {
  const rows = await find(
    context.scope,
    Prisma.sql`p."customerId" = ${customerId} and p."state" <> 'cancelled'`,
  );
  return rows
    .map((row) => rowOf(row, openDay(row), context))
    .sort((a, b) => (a.day === b.day ? 0 : a.day > b.day ? -1 : 1))
    .slice(0, limit);
}

/** What was cancelled, whenever it was to be: the latest first. */
export async function listCancelled(context: Context, wanted: Wanted, limit: number): Promise<ContactRow[]> {
  const rows = await find(
    context.scope,
    Prisma.sql`${narrowed(wanted, context.places)} and p."state" = 'cancelled'`,
    limit,
  );
  return rows.map((row) => rowOf(row, row.on, context));
}

const isSeries = ({ repeats, state }: Found): boolean => repeats !== "none" && state === "planned";

function daysOf(row: Found, { from, to }: Window): LocalDay[] {
  if (!isSeries(row)) return row.on >= from && row.on < to ? [row.on] : [];
  const open = row.doneOn === null ? from : addDays(row.doneOn, 1);
  return occurrences({ first: row.on, repeats: row.repeats }, { from: open > from ? open : from, to });
}

const openDay = (row: Found): LocalDay =>
  isSeries(row) ? (nextOccurrence({ first: row.on, repeats: row.repeats }, row.doneOn) ?? row.on) : row.on;

function rowOf(row: Found, day: LocalDay, { scope, places, today }: Context): ContactRow {
  const { id, version, repeats, state, customer, who, changedAt } = row;
  const text = (field: "purpose" | "feeling" | "words" | "outcome") =>
    localText(row, field, row[field], scope.locale) ?? row[field];
  const texts = (field: "purpose" | "feeling" | "words") =>
    textsOf(row, field, row[field], scope.workspaceLocale);
  return {
    ...{ id, version, day, repeats, state, customer, who, changedAt },
    uid: isSeries(row) ? occurrenceId(id, day) : id,
    standing: standingOf({ state, day }, today),
    segment: named(places.segments, row.segmentId),
    touchpoint: named(places.touchpoints, row.touchpointId),
    channel: named(places.channels, row.channelId),
    department: named(places.departments, row.departmentId),
    purpose: text("purpose") ?? row.purpose,
    feeling: text("feeling"),
    words: text("words"),
    texts: { purpose: texts("purpose"), feeling: texts("feeling"), words: texts("words") },
    outcome: text("outcome"),
    doneOn: isSeries(row) ? null : row.doneOn,
  };
}

function named(list: readonly Place[], id: number | null): Named | null {
  const found = list.find((one) => one.id === id);
  return found ? { key: found.key, name: found.name } : null;
}

function narrowed({ segment, department, customerId }: Wanted, places: Places): Prisma.Sql {
  const parts = [
    segment && within(Prisma.sql`p."segmentId"`, places.segments, segment),
    department && within(Prisma.sql`p."departmentId"`, places.departments, department),
    customerId !== undefined && Prisma.sql`p."customerId" = ${customerId}`,
  ].filter((part) => part instanceof Prisma.Sql);
  return parts.length > 0 ? Prisma.join(parts, " and ") : Prisma.sql`true`;
}

/** "-" means those that have none. */
function within(column: Prisma.Sql, list: readonly Place[], keys: readonly string[]): Prisma.Sql {
  const ids = list.filter(({ key }) => keys.includes(key)).map(({ id }) => id);
  return Prisma.sql`(${column} = any(${ids}::int[])
    ${keys.includes("-") ? Prisma.sql`or ${column} is null` : Prisma.empty})`;
}

const find = ({ db, workspaceId }: Scope, condition: Prisma.Sql, limit = mostRows): Promise<Found[]> =>
  db.$queryRaw<Found[]>(Prisma.sql`
    select p."publicId"::text as id, p."version", p."on"::text as "on", p."repeats", p."state", p."segmentId",
      p."touchpointId", p."channelId", p."departmentId", p."purpose", p."feeling", p."words", p."translations", p."who",
      p."outcome", p."doneOn"::text as "doneOn", p."updatedAt" as "changedAt",
      case when c."id" is null then null else json_build_object('id', c."publicId", 'name', c."name") end as customer
    from planned_contact p
    left join customer c on c."workspaceId" = p."workspaceId" and c."id" = p."customerId"
    where p."workspaceId" = ${workspaceId} and ${condition}
    order by p."on" desc, p."id" limit ${limit}`);
