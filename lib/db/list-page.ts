import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors/app-error";
import type { Page, PageRequest } from "@/lib/fields/pages";
import { parseMoment } from "@/lib/period/local-day";
import type { Owner } from "./client";
import { Prisma } from "./generated/client";

/** How rows of a table are shown: the table under the alias `t`, and one JSON object for each. */
export type Shown = { table: string; json: Prisma.Sql; joins?: Prisma.Sql };

type Reader = Owner & { timeZone: string };
type Place = { at: string; id: number };

const patience = { tries: 3, ms: 100 };

/**
 * One page in the order (updated at, id). Following the cursor loses and doubles nothing while others write: rows that
 * are written at this moment become visible with earlier times than some that were read, so a page ends before the
 * oldest write under way and the next goes on from there. A list that is one page as a whole is simply what is there.
 */
export async function listPage<Item>(
  reader: Reader,
  request: PageRequest,
  shown: Shown,
  conditions: readonly (Prisma.Sql | null)[] = [],
): Promise<Page<Item>> {
  const since = request.updatedSince ? parseMoment(request.updatedSince, reader.timeZone)?.at : undefined;
  const start: Place = request.cursor
    ? readCursor(request.cursor)
    : { at: (since ?? new Date(0)).toISOString(), id: 0 };
  const isFollowed = Boolean(request.cursor) || since !== undefined;
  const where = Prisma.join(
    [
      Prisma.sql`t."workspaceId" = ${reader.workspaceId}`,
      Prisma.sql`(t."updatedAt", t."id") > (${start.at}::timestamptz, ${start.id}::int)`,
      ...conditions.filter((one) => one !== null),
    ],
    " and ",
  );
  for (let tries = 1; ; tries++) {
    const { settled, rows } = await read<Item>(reader, shown, where, request.limit + 1);
    if (!isFollowed && rows.length <= request.limit)
      return { data: rows.map(({ item }) => item), nextCursor: null };
    const certain = rows.filter(({ at }) => at < settled).slice(0, request.limit);
    const last = certain.at(-1);
    const isEnd = certain.length === rows.length;
    if (last || isEnd || tries === patience.tries) {
      return {
        data: certain.map(({ item }) => item),
        nextCursor: isEnd ? null : writeCursor(last ? { at: last.at.toISOString(), id: last.id } : start),
      };
    }
    await sleep(patience.ms);
  }
}

/** The one row that a condition on `t` means, or null. */
export async function showRow<Item>(
  owner: Owner,
  shown: Shown,
  which: Prisma.Sql | null,
): Promise<Item | null> {
  if (!which) return null;
  const [item] = await showRows<Item>(owner, shown, which);
  return item ?? null;
}

/** The few rows that a condition on `t` means. */
export async function showRows<Item>(owner: Owner, shown: Shown, which: Prisma.Sql): Promise<Item[]> {
  const rows = await owner.db.$queryRaw<{ item: Item }[]>(Prisma.sql`
    select ${shown.json} as item from ${Prisma.raw(`"${shown.table}" t`)} ${shown.joins ?? Prisma.empty}
    where t."workspaceId" = ${owner.workspaceId} and ${which}`);
  return rows.map(({ item }) => item);
}

async function read<Item>({ db }: Owner, { table, json, joins }: Shown, where: Prisma.Sql, limit: number) {
  // Asked before the rows are read: what is under way now may be finished by then.
  const [until] = await db.$queryRaw<{ settled: Date }[]>(
    Prisma.sql`select lotse_settled_until(${table}) as settled`,
  );
  const rows = await db.$queryRaw<{ item: Item; at: Date; id: number }[]>(Prisma.sql`
    select ${json} as item, t."updatedAt" as at, t."id"
    from ${Prisma.raw(`"${table}" t`)} ${joins ?? Prisma.empty}
    where ${where}
    order by t."updatedAt", t."id" limit ${limit}`);
  return { settled: until?.settled ?? new Date(0), rows };
}

const writeCursor = ({ at, id }: Place): string =>
  Buffer.from(JSON.stringify([Date.parse(at), id])).toString("base64url");

const largestId = 2 ** 31 - 1;
/** Beyond this (the year 2286) PostgreSQL and JavaScript write dates differently. */
const latest = 9_999_999_999_999;

function readCursor(cursor: string): Place {
  try {
    const [at, id]: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (isBetween(id, largestId) && isBetween(at, latest)) return { at: new Date(at).toISOString(), id };
  } catch {
    // Falls through to the refusal.
  }
  throw new AppError("malformed", "badCursor", { fields: { cursor: "badCursor" } });
}

const isBetween = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
