import { scoreCounters } from "@/lib/feedback/rules/score-counters";
import { rowCheck } from "./check";

const key = `"workspaceId", "months", "from", "groupBy", "groupId", "metric", "scale"`;
const columns = scoreCounters.map(({ column }) => `"${column}"`).join(", ");
const counts = scoreCounters
  .map(
    ({ score }) =>
      `count(*) FILTER (WHERE NOT anonymous AND "score" ${score === null ? "IS NULL" : `= ${score}`})`,
  )
  .join(", ");

/** Every answer about the relationship, in its month and in its quarter, among all, in its channel and in its technique. */
const asked = `SELECT a.*, span."months", span."from", kind."groupBy", kind."groupId"
  FROM answer a
  CROSS JOIN LATERAL (VALUES (1::smallint, date_trunc('month', a."day"::timestamp)::date),
    (3::smallint, date_trunc('quarter', a."day"::timestamp)::date)) span("months", "from")
  CROSS JOIN LATERAL (VALUES (0::smallint, 0), (1::smallint, coalesce(a."channelId", 0)), (2::smallint, a."technique"::int))
    kind("groupBy", "groupId")
  WHERE a."occasion" = 1 AND a."dimension" = 1 AND a."technique" <> 2`;
const right = `SELECT ${key}, ${counts}, count(*) FILTER (WHERE anonymous) FROM (
    (SELECT DISTINCT ON (a."workspaceId", a."months", a."from", a."groupBy", a."groupId", a."metric", a."customerId")
      a."workspaceId", a."months", a."from", a."groupBy", a."groupId", a."metric", a."scale", a."score", false AS anonymous
    FROM (${asked}) a JOIN feedback f ON f."workspaceId" = a."workspaceId" AND f."id" = a."feedbackId"
    WHERE a."score" IS NOT NULL AND a."customerId" IS NOT NULL
    ORDER BY a."workspaceId", a."months", a."from", a."groupBy", a."groupId", a."metric", a."customerId",
      a."day" DESC, f."answeredAt" DESC, a."feedbackId" DESC, a."position" DESC)
    UNION ALL
    SELECT ${key}, "score", "score" IS NOT NULL FROM (${asked}) a WHERE "score" IS NULL OR "customerId" IS NULL) said
  GROUP BY ${key}`;
const stored = `SELECT ${key}, ${columns}, "anonymous" FROM score_latest`;

const marked = (table: string, span: string) => `EXISTS (
  SELECT FROM ${table} m WHERE m."workspaceId" = ${span}."workspaceId" AND m."month" >= ${span}."from"
    AND m."month" < ${span}."from" + make_interval(months => ${span}."months"))`;
const differing = `(SELECT DISTINCT d."workspaceId", d."months", d."from" FROM (
    (${stored} EXCEPT ALL ${right}) UNION ALL (${right} EXCEPT ALL ${stored})) d
  WHERE NOT ${marked("score_mark", "d")}) differing`;

/** As for months: where something differs the answers are read, until a worker has counted them anew. */
export const latestScores = rowCheck(
  "months and quarters whose latest answers of each customer are not those of their answers",
  `"workspaceId"`,
  differing,
  `INSERT INTO score_mark ("workspaceId", "month", "transaction")
   SELECT DISTINCT "workspaceId", "from", pg_current_xact_id()::text::bigint FROM ${differing}`,
);

/** What the orders before the end of a span say, customer by customer. */
const wrongSpans = `(SELECT s."workspaceId", s."from" FROM order_span s
  CROSS JOIN LATERAL (SELECT (s."from" + make_interval(months => s."months"))::date AS "to") span
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE orders >= 1) AS "buyers", count(*) FILTER (WHERE orders >= 2) AS "twice",
      count(*) FILTER (WHERE days >= 2) AS "onTwoDays", count(*) FILTER (WHERE at_start) AS "start",
      count(*) FILTER (WHERE at_start AND NOT at_end) AS "lost", count(*) FILTER (WHERE is_new) AS "new",
      count(*) FILTER (WHERE is_new AND NOT at_end) AS "earlyLost",
      count(*) FILTER (WHERE at_end AND NOT at_start AND NOT is_new) AS "back"
    FROM (
      SELECT count(*) FILTER (WHERE o."day" >= s."from") AS orders,
        count(DISTINCT o."day") FILTER (WHERE o."day" >= s."from") AS days, min(o."day") >= s."from" AS is_new,
        bool_or(o."day" < s."from" AND o."day" + s."inactivityDays" + 1 >= s."from") AS at_start,
        bool_or(o."day" + s."inactivityDays" + 1 >= span."to") AS at_end
      FROM "order" o WHERE o."workspaceId" = s."workspaceId" AND o."status" = 'completed' AND o."day" < span."to"
      GROUP BY o."customerId") customers) counted
  WHERE (s."buyers", s."twice", s."onTwoDays", s."start", s."lost", s."new", s."earlyLost", s."back")
      IS DISTINCT FROM (counted."buyers", counted."twice", counted."onTwoDays", counted."start", counted."lost",
        counted."new", counted."earlyLost", counted."back")
    AND NOT EXISTS (
      SELECT FROM order_mark m WHERE m."workspaceId" = s."workspaceId" AND m."month" < span."to")) differing`;

export const orderSpans = rowCheck(
  "months and quarters whose customers are not those of their orders",
  `"workspaceId"`,
  wrongSpans,
  `INSERT INTO order_mark ("workspaceId", "month", "transaction")
   SELECT DISTINCT "workspaceId", "from", pg_current_xact_id()::text::bigint FROM ${wrongSpans}`,
);
