-- CreateTable
CREATE TABLE "score_month" (
    "workspaceId" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "channelId" INTEGER NOT NULL,
    "metric" SMALLINT NOT NULL,
    "scale" SMALLINT NOT NULL,
    "dimension" SMALLINT NOT NULL,
    "occasion" SMALLINT NOT NULL,
    "technique" SMALLINT NOT NULL,
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

    CONSTRAINT "score_month_pkey" PRIMARY KEY ("workspaceId","month","metric","scale","dimension","occasion","technique","channelId")
);

-- CreateTable
CREATE TABLE "score_touchpoint_month" (
    "workspaceId" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "touchpointId" INTEGER NOT NULL,
    "metric" SMALLINT NOT NULL,
    "scale" SMALLINT NOT NULL,
    "dimension" SMALLINT NOT NULL,
    "occasion" SMALLINT NOT NULL,
    "technique" SMALLINT NOT NULL,
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

    CONSTRAINT "score_touchpoint_month_pkey" PRIMARY KEY ("workspaceId","touchpointId","month","metric","scale","dimension","occasion","technique")
);

-- CreateTable
CREATE TABLE "score_mark" (
    "workspaceId" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "transaction" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_mark_pkey" PRIMARY KEY ("workspaceId","month","transaction","at")
);

-- CreateIndex
CREATE INDEX "score_touchpoint_month_workspaceId_month_idx" ON "score_touchpoint_month"("workspaceId", "month");

-- ───────────── what the schema file cannot say ─────────────

SELECT lotse_protect('score_month');
SELECT lotse_protect('score_touchpoint_month');
SELECT lotse_protect('score_mark');

-- Whoever changes answers marks their months in the same transaction, once. A reader who sees the change sees the mark,
-- and reads the answers; a reader who sees no mark finds what was counted from the very same answers. Nobody waits for
-- anybody, because a mark belongs to its transaction.
CREATE FUNCTION lotse_mark_scores() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- Of the months that something moved in, out of or within; whose answer it is does not matter.
    INSERT INTO score_mark ("workspaceId", "month", "transaction")
    SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, pg_current_xact_id()::text::bigint
    FROM (
      (SELECT "workspaceId", "day", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_before
        EXCEPT ALL SELECT "workspaceId", "day", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_after)
      UNION ALL
      (SELECT "workspaceId", "day", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_after
        EXCEPT ALL SELECT "workspaceId", "day", "touchpointId", "channelId", "metric", "scale", "dimension", "occasion", "technique", "score" FROM answer_before)) moved
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

CREATE TRIGGER mark_inserted AFTER INSERT ON "answer" REFERENCING NEW TABLE AS answer_after
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_scores();
CREATE TRIGGER mark_updated AFTER UPDATE ON "answer" REFERENCING OLD TABLE AS answer_before NEW TABLE AS answer_after
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_scores();
CREATE TRIGGER mark_deleted AFTER DELETE ON "answer" REFERENCING OLD TABLE AS answer_before
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_scores();
-- Also for rows that are inserted by set, without the checks of single rows.
ALTER TABLE "answer" ENABLE ALWAYS TRIGGER mark_inserted;
ALTER TABLE "answer" ENABLE ALWAYS TRIGGER mark_updated;
ALTER TABLE "answer" ENABLE ALWAYS TRIGGER mark_deleted;

-- Counts the newest marked month of the workspace anew. Its marks go in the statement that reads the answers: both see
-- the same moment, so a change that came later keeps its mark. Months that are being written to wait until that has been
-- over for a while, but not for ever. Returns whether there was a month to count.
CREATE FUNCTION lotse_count_scores(workspace int, patience interval DEFAULT '20 seconds') RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  wanted date;
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
  DELETE FROM score_month WHERE "workspaceId" = workspace AND "month" = wanted;
  DELETE FROM score_touchpoint_month WHERE "workspaceId" = workspace AND "month" = wanted;
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
    FROM cell GROUP BY "channelId", "metric", "scale", "dimension", "occasion", "technique")
  INSERT INTO score_touchpoint_month ("workspaceId", "month", "touchpointId", "metric", "scale", "dimension", "occasion", "technique",
    "minus2", "minus1", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "unanswered")
  SELECT workspace, wanted, "touchpointId", "metric", "scale", "dimension", "occasion", "technique",
    sum("minus2"), sum("minus1"), sum("n0"), sum("n1"), sum("n2"), sum("n3"), sum("n4"), sum("n5"), sum("n6"), sum("n7"), sum("n8"), sum("n9"), sum("n10"), sum("unanswered")
  FROM cell GROUP BY "touchpointId", "metric", "scale", "dimension", "occasion", "technique";
  RETURN true;
END
$$;

-- The position is needed to tell the latest answer of a customer; it takes the place of two bytes that were empty.
DROP INDEX "answer_slice_idx";
CREATE INDEX "answer_slice_idx" ON "answer" ("workspaceId", "metric", "day")
  INCLUDE ("scale", "dimension", "occasion", "technique", "score", "position", "touchpointId", "channelId", "customerId", "feedbackId", "hasComment");

-- What is there already is counted by the first worker.
INSERT INTO score_mark ("workspaceId", "month", "transaction", "at")
SELECT DISTINCT "workspaceId", date_trunc('month', "day"::timestamp)::date, 0, '2000-01-01'::timestamptz
FROM (SELECT DISTINCT "workspaceId", "day" FROM answer) days;

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
END
$$;
