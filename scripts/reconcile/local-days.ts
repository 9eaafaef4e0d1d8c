import { localDay } from "@/lib/period/local-day";
import type { Check, Finding, Session } from "./check";

type Fact = { what: string; table: string; at: string };

/** A quarter of an hour: since 1972 no time zone's midnight lies within one. */
const quarterMs = 900_000;

type Wrong = { workspaceId: number; quarter: number; day: string; right: string; count: number };

/**
 * The local day of a fact is fixed when it is written, in the workspace's time zone. It is worked out again with the
 * same function that wrote it, once for all facts of the same quarter of an hour.
 */
const dayCheck = ({ what, table, at }: Fact): Check => {
  const quarter = `floor(extract(epoch FROM t."${at}") / 900)::bigint`;

  async function findWrong(session: Session): Promise<Wrong[]> {
    const { rows: workspaces } = await session.query<{ id: number; zone: string }>(
      `SELECT "id", "timeZone" AS zone FROM workspace ORDER BY 1`,
    );
    const wrong: Wrong[] = [];
    for (const { id, zone } of workspaces) {
      const { rows } = await session.query<{ quarter: string; day: string; count: number }>(
        `SELECT ${quarter} AS quarter, t."day"::text AS day, count(*)::int AS count
         FROM "${table}" t WHERE t."workspaceId" = $1 GROUP BY 1, 2`,
        [id],
      );
      for (const { quarter: number, day, count } of rows) {
        const begin = Number(number) * quarterMs;
        const right = localDay(new Date(begin), zone);
        if (day === right || day === localDay(new Date(begin + quarterMs - 1), zone)) continue;
        wrong.push({ workspaceId: id, quarter: Number(number), day, right, count });
      }
    }
    return wrong;
  }

  return {
    what: `${what} whose day is not the one of their time zone`,
    async find(session) {
      const sums = new Map<number, Finding>();
      for (const { workspaceId, count } of await findWrong(session)) {
        const sum = sums.get(workspaceId) ?? { workspaceId, count: 0 };
        sum.count += count;
        sums.set(workspaceId, sum);
      }
      return [...sums.values()];
    },
    async mend(session) {
      const wrong = await findWrong(session);
      await session.query(
        `UPDATE "${table}" t SET "day" = w."right"
         FROM json_to_recordset($1::json) AS w("workspaceId" int, "quarter" bigint, "day" date, "right" date)
         WHERE t."workspaceId" = w."workspaceId" AND ${quarter} = w."quarter" AND t."day" = w."day"`,
        [JSON.stringify(wrong)],
      );
    },
  };
};

export const localDays: Check[] = [
  { what: "feedback records", table: "feedback", at: "answeredAt" },
  { what: "contacts", table: "contact", at: "at" },
  { what: "orders", table: "order", at: "orderedAt" },
  { what: "phase moves", table: "phase_move", at: "at" },
].map(dayCheck);
