-- CreateTable
CREATE TABLE "score_latest" (
    "workspaceId" INTEGER NOT NULL,
    "months" SMALLINT NOT NULL,
    "from" DATE NOT NULL,
    "groupBy" SMALLINT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "metric" SMALLINT NOT NULL,
    "scale" SMALLINT NOT NULL,
    "minus2" INTEGER NOT NULL DEFAULT 0,
    "minus1" INTEGER NOT NULL DEFAULT 0,
    "n0" INTEGER NOT NULL DEFAULT 0,
    "n1" INTEGER NOT NULL DEFAULT 0,
    "n2" INTEGER NOT NULL DEFAULT 0,
    "n3" INTEGER NOT NULL DEFAULT 0,
    "n4" INTEGER NOT NULL DEFAULT 0,
    "n5" INTEGER NOT NULL DEFAULT 0,
    "n6" INTEGER NOT NULL DEFAULT 0,
    "n7" INTEGER NOT NULL DEFAULT 0,
    "n8" INTEGER NOT NULL DEFAULT 0,
    "n9" INTEGER NOT NULL DEFAULT 0,
    "n10" INTEGER NOT NULL DEFAULT 0,
    "unanswered" INTEGER NOT NULL DEFAULT 0,
    "anonymous" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "score_latest_pkey" PRIMARY KEY ("workspaceId","months","from","groupBy","groupId","metric","scale")
);

-- CreateTable
CREATE TABLE "order_span" (
    "workspaceId" INTEGER NOT NULL,
    "months" SMALLINT NOT NULL,
    "from" DATE NOT NULL,
    "inactivityDays" INTEGER NOT NULL,
    "buyers" INTEGER NOT NULL,
    "twice" INTEGER NOT NULL,
    "onTwoDays" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,
    "new" INTEGER NOT NULL,
    "earlyLost" INTEGER NOT NULL,
    "back" INTEGER NOT NULL,

    CONSTRAINT "order_span_pkey" PRIMARY KEY ("workspaceId","months","from")
);

-- CreateTable
CREATE TABLE "order_mark" (
    "workspaceId" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "transaction" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_mark_pkey" PRIMARY KEY ("workspaceId","month","transaction","at")
);

-- ───────────── what the schema file cannot say ─────────────

SELECT lotse_protect('score_latest');
SELECT lotse_protect('order_span');
SELECT lotse_protect('order_mark');

-- Which answer is a customer's latest also hangs on whose it is and when it was given.
CREATE OR REPLACE FUNCTION lotse_mark_scores() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- Of the months that something moved in, out of or within.
    INSERT INTO score_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (
      (SELECT "workspaceId", "day", "customerId", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_before
        EXCEPT ALL SELECT "workspaceId", "day", "customerId", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_after)
      UNION ALL
      (SELECT "workspaceId", "day", "customerId", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_after
        EXCEPT ALL SELECT "workspaceId", "day", "customerId", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_before)) moved
    ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO score_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (SELECT DISTINCT "workspaceId", "day" FROM answer_after) days
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO score_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (SELECT DISTINCT "workspaceId", "day" FROM answer_before) days
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

-- The instant stands in the record. Moved within its day, it changes no answer, and still may change which one is the latest.
CREATE FUNCTION lotse_mark_instant() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO score_mark ("workspaceId", "month", "transaction")
  SELECT NEW."workspaceId", date_trunc('month', moved."day"::timestamp)::date, pg_current_xact_id()::text::bigint
  FROM (VALUES (OLD."day"), (NEW."day")) moved("day")
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER mark_instant AFTER UPDATE OF "answeredAt" ON "feedback"
  FOR EACH ROW WHEN (OLD."answeredAt" IS DISTINCT FROM NEW."answeredAt") EXECUTE FUNCTION lotse_mark_instant();
ALTER TABLE "feedback" ENABLE ALWAYS TRIGGER mark_instant;

-- As before, and with each month the latest answers about the relationship, of the month and of its quarter. As long as
-- another month of the quarter is marked nobody reads the quarter, and it is counted again with that month.
CREATE OR REPLACE FUNCTION lotse_count_scores(workspace int, patience interval DEFAULT '20 seconds') RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  wanted date;
  quarter date;
BEGIN
  -- One at a time, or an earlier count could replace a later one.
  IF NOT pg_try_advisory_xact_lock(hashtext('scores of months'), workspace) THEN
    RETURN false;
  END IF;
  SELECT "month" INTO wanted FROM score_mark WHERE "workspaceId" = workspace GROUP BY "month"
  HAVING max("at") < clock_timestamp() - patience OR min("at") < clock_timestamp() - 10 * patience
  ORDER BY "month" DESC LIMIT 1;
  IF wanted IS NULL THEN
    RETURN false;
  END IF;
  quarter := date_trunc('quarter', wanted::timestamp)::date;
  DELETE FROM score_month WHERE "workspaceId" = workspace AND "month" = wanted;
  DELETE FROM score_touchpoint_month WHERE "workspaceId" = workspace AND "month" = wanted;
  DELETE FROM score_latest WHERE "workspaceId" = workspace
    AND ("months" = 1 AND "from" = wanted OR "months" = 3 AND "from" = quarter);
  WITH counted AS (
    DELETE FROM score_mark WHERE "workspaceId" = workspace AND "month" = wanted),
  cell AS MATERIALIZED (
    SELECT coalesce(a."touchpointId", 0) AS "touchpointId", coalesce(a."channelId", 0) AS "channelId",
      a."metric", a."scale", a."dimension", a."occasion", a."technique",
    count(*) FILTER (WHERE a."score" = -2) AS "minus2",
    count(*) FILTER (WHERE a."score" = -1) AS "minus1",
    count(*) FILTER (WHERE a."score" = 0) AS "n0",
    count(*) FILTER (WHERE a."score" = 1) AS "n1",
    count(*) FILTER (WHERE a."score" = 2) AS "n2",
    count(*) FILTER (WHERE a."score" = 3) AS "n3",
    count(*) FILTER (WHERE a."score" = 4) AS "n4",
    count(*) FILTER (WHERE a."score" = 5) AS "n5",
    count(*) FILTER (WHERE a."score" = 6) AS "n6",
    count(*) FILTER (WHERE a."score" = 7) AS "n7",
    count(*) FILTER (WHERE a."score" = 8) AS "n8",
    count(*) FILTER (WHERE a."score" = 9) AS "n9",
    count(*) FILTER (WHERE a."score" = 10) AS "n10",
    count(*) FILTER (WHERE a."score" IS NULL) AS "unanswered"
    FROM answer a
    WHERE a."workspaceId" = workspace AND a."metric" = ANY ('{1,2,3,4,5}'::smallint[])
      AND a."day" >= wanted AND a."day" < (wanted + interval '1 month')::date
    GROUP BY 1, 2, 3, 4, 5, 6, 7),
  by_channel AS (
    INSERT INTO score_month ("workspaceId", "month", "channelId", "metric", "scale", "dimension", "occasion", "technique",
      "minus2", "minus1", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "unanswered")
    SELECT workspace, wanted, "channelId", "metric", "scale", "dimension", "occasion", "technique",
      sum("minus2"), sum("minus1"), sum("n0"), sum("n1"), sum("n2"), sum("n3"), sum("n4"), sum("n5"), sum("n6"), sum("n7"), sum("n8"), sum("n9"), sum("n10"), sum("unanswered")
    FROM cell GROUP BY "channelId", "metric", "scale", "dimension", "occasion", "technique"),
  -- What the customers themselves said about the relationship; what staff noted is not among it.
  asked AS MATERIALIZED (
    SELECT span."months", span."from", a.*
    FROM (VALUES (1, wanted, (wanted + interval '1 month')::date), (3, quarter, (quarter + interval '3 months')::date))
      span("months", "from", "to")
    CROSS JOIN LATERAL (
      SELECT a."metric", a."scale", a."score", a."customerId", a."channelId", a."technique", a."day", a."feedbackId", a."position"
      FROM answer a
      WHERE a."workspaceId" = workspace AND a."metric" = ANY ('{1,2,3,4,5}'::smallint[])
        AND a."day" >= span."from" AND a."day" < span."to"
        AND a."occasion" = 1 AND a."dimension" = 1 AND a."technique" <> 2
      OFFSET 0) a),
  within AS MATERIALIZED (
    SELECT a.*, kind."groupBy", kind."groupId" FROM asked a
    CROSS JOIN LATERAL (VALUES (0, 0), (1, coalesce(a."channelId", 0)), (2, a."technique"::int)) kind("groupBy", "groupId")),
  latest AS (
    SELECT DISTINCT ON ("months", "groupBy", "groupId", "metric", "customerId") *
    FROM within w WHERE "score" IS NOT NULL AND "customerId" IS NOT NULL
    ORDER BY "months", "groupBy", "groupId", "metric", "customerId", "day" DESC,
      (SELECT f."answeredAt" FROM feedback f WHERE f."workspaceId" = workspace AND f."id" = w."feedbackId") DESC,
      "feedbackId" DESC, "position" DESC),
  by_latest AS (
    INSERT INTO score_latest ("workspaceId", "months", "from", "groupBy", "groupId", "metric", "scale",
      "minus2", "minus1", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "unanswered", "anonymous")
    SELECT workspace, a."months", a."from", a."groupBy", a."groupId", a."metric", a."scale",
    count(*) FILTER (WHERE a."score" = -2) AS "minus2",
    count(*) FILTER (WHERE a."score" = -1) AS "minus1",
    count(*) FILTER (WHERE a."score" = 0) AS "n0",
    count(*) FILTER (WHERE a."score" = 1) AS "n1",
    count(*) FILTER (WHERE a."score" = 2) AS "n2",
    count(*) FILTER (WHERE a."score" = 3) AS "n3",
    count(*) FILTER (WHERE a."score" = 4) AS "n4",
    count(*) FILTER (WHERE a."score" = 5) AS "n5",
    count(*) FILTER (WHERE a."score" = 6) AS "n6",
    count(*) FILTER (WHERE a."score" = 7) AS "n7",
    count(*) FILTER (WHERE a."score" = 8) AS "n8",
    count(*) FILTER (WHERE a."score" = 9) AS "n9",
    count(*) FILTER (WHERE a."score" = 10) AS "n10",
    count(*) FILTER (WHERE a."score" IS NULL AND NOT a."isAnonymous") AS "unanswered",
      count(*) FILTER (WHERE a."isAnonymous")
    FROM (
      SELECT "months", "from", "groupBy", "groupId", "metric", "scale", "score", false AS "isAnonymous" FROM latest
      UNION ALL
      SELECT "months", "from", "groupBy", "groupId", "metric", "scale", NULL, "score" IS NOT NULL FROM within
      WHERE "score" IS NULL OR "customerId" IS NULL) a
    GROUP BY 2, 3, 4, 5, 6, 7)
  INSERT INTO score_touchpoint_month ("workspaceId", "month", "touchpointId", "metric", "scale", "dimension", "occasion", "technique",
    "minus2", "minus1", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "unanswered")
  SELECT workspace, wanted, "touchpointId", "metric", "scale", "dimension", "occasion", "technique",
    sum("minus2"), sum("minus1"), sum("n0"), sum("n1"), sum("n2"), sum("n3"), sum("n4"), sum("n5"), sum("n6"), sum("n7"), sum("n8"), sum("n9"), sum("n10"), sum("unanswered")
  FROM cell GROUP BY "touchpointId", "metric", "scale", "dimension", "occasion", "technique";
  RETURN true;
END
$$;

-- Whoever changes orders marks their months in the same transaction, once, as with answers.
CREATE FUNCTION lotse_mark_orders() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO order_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (
      (SELECT "workspaceId", "customerId", "day", "status" FROM order_before
        EXCEPT ALL SELECT "workspaceId", "customerId", "day", "status" FROM order_after)
      UNION ALL
      (SELECT "workspaceId", "customerId", "day", "status" FROM order_after
        EXCEPT ALL SELECT "workspaceId", "customerId", "day", "status" FROM order_before)) moved
    ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO order_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (SELECT DISTINCT "workspaceId", "day" FROM order_after) days
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO order_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (SELECT DISTINCT "workspaceId", "day" FROM order_before) days
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER mark_inserted AFTER INSERT ON "order" REFERENCING NEW TABLE AS order_after
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_orders();
CREATE TRIGGER mark_updated AFTER UPDATE ON "order" REFERENCING OLD TABLE AS order_before NEW TABLE AS order_after
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_orders();
CREATE TRIGGER mark_deleted AFTER DELETE ON "order" REFERENCING OLD TABLE AS order_before
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_orders();
ALTER TABLE "order" ENABLE ALWAYS TRIGGER mark_inserted;
ALTER TABLE "order" ENABLE ALWAYS TRIGGER mark_updated;
ALTER TABLE "order" ENABLE ALWAYS TRIGGER mark_deleted;

-- What is there already is counted by the first worker.
INSERT INTO score_mark ("workspaceId", "month", "transaction", "at")
SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, 0, '2000-01-01'::timestamptz
FROM (SELECT DISTINCT "workspaceId", "day" FROM answer) days ON CONFLICT DO NOTHING;
INSERT INTO order_mark ("workspaceId", "month", "transaction", "at")
SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, 0, '2000-01-01'::timestamptz
FROM (SELECT DISTINCT "workspaceId", "day" FROM "order") days ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION lotse_add_due_jobs() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'record-memberships',
    json_build_object('workspaceId', w."id", 'input', json_build_object()),
    job_key => w."id" || ':record-memberships',
    max_attempts => 5)
  FROM workspace w
  WHERE w."closedAt" IS NULL AND EXISTS (
    SELECT 1 FROM segment s
    WHERE s."workspaceId" = w."id" AND s."retiredAt" IS NULL AND s."rule" <> '{}'::jsonb
      AND (s."membersRecordedOn" IS NULL OR s."membersRecordedOn" < (now() AT TIME ZONE w."timeZone")::date));
  PERFORM graphile_worker.add_job(
    'count-scores',
    json_build_object('workspaceId', w."id", 'input', json_build_object()),
    job_key => w."id" || ':count-scores',
    max_attempts => 5)
  FROM workspace w
  WHERE w."closedAt" IS NULL AND EXISTS (SELECT 1 FROM score_mark m WHERE m."workspaceId" = w."id");
  -- Also where a month has ended that nobody has counted yet.
  PERFORM graphile_worker.add_job(
    'count-orders',
    json_build_object('workspaceId', w."id", 'input', json_build_object()),
    job_key => w."id" || ':count-orders',
    max_attempts => 5)
  FROM workspace w
  WHERE w."closedAt" IS NULL AND (
    EXISTS (SELECT 1 FROM order_mark m WHERE m."workspaceId" = w."id")
    OR (SELECT max(s."from") FROM order_span s WHERE s."workspaceId" = w."id" AND s."months" = 1)
      < (date_trunc('month', now() AT TIME ZONE w."timeZone") - interval '1 month')::date);
END
$$;
