-- CreateTable
CREATE TABLE "leading_page" (
    "workspaceId" INTEGER NOT NULL,
    "page" INTEGER NOT NULL,
    "marks" BIGINT[],

    CONSTRAINT "leading_page_pkey" PRIMARY KEY ("workspaceId","page")
);

-- CreateTable
CREATE TABLE "leading_count" (
    "workspaceId" INTEGER NOT NULL,
    "rules" VARCHAR(64) NOT NULL,
    "segmentsAt" TIMESTAMPTZ(3),
    "countedOn" DATE NOT NULL,

    CONSTRAINT "leading_count_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "customer_mark" (
    "workspaceId" INTEGER NOT NULL,
    "customerId" INTEGER NOT NULL,
    "transaction" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_mark_pkey" PRIMARY KEY ("workspaceId","customerId","transaction","at")
);

-- ───────────── what the schema file cannot say ─────────────

SELECT lotse_protect('leading_page');
SELECT lotse_protect('leading_count');
SELECT lotse_protect('customer_mark');

-- Whoever changes what a rule can ask of a customer's own row marks the customer in the same transaction, as with answers
-- and orders: a reader who sees the change sees the mark.
CREATE FUNCTION lotse_mark_customers() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO customer_mark ("workspaceId", "customerId", "transaction")
    SELECT DISTINCT "workspaceId", "id", pg_current_xact_id()::text::bigint
    FROM (
      (SELECT "workspaceId", "id", "kind", "companyId", "language", "country", "joinedOn", "attributes", "erasedAt" FROM customer_before
        EXCEPT SELECT "workspaceId", "id", "kind", "companyId", "language", "country", "joinedOn", "attributes", "erasedAt" FROM customer_after)
      UNION ALL
      (SELECT "workspaceId", "id", "kind", "companyId", "language", "country", "joinedOn", "attributes", "erasedAt" FROM customer_after
        EXCEPT SELECT "workspaceId", "id", "kind", "companyId", "language", "country", "joinedOn", "attributes", "erasedAt" FROM customer_before)) moved
    ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO customer_mark ("workspaceId", "customerId", "transaction")
    SELECT "workspaceId", "id", pg_current_xact_id()::text::bigint FROM customer_after
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO customer_mark ("workspaceId", "customerId", "transaction")
    SELECT "workspaceId", "id", pg_current_xact_id()::text::bigint FROM customer_before
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER mark_inserted AFTER INSERT ON "customer" REFERENCING NEW TABLE AS customer_after
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_customers();
CREATE TRIGGER mark_updated AFTER UPDATE ON "customer" REFERENCING OLD TABLE AS customer_before NEW TABLE AS customer_after
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_customers();
CREATE TRIGGER mark_deleted AFTER DELETE ON "customer" REFERENCING OLD TABLE AS customer_before
  FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_customers();
-- Also for rows that are inserted by set, without the checks of single rows.
ALTER TABLE "customer" ENABLE ALWAYS TRIGGER mark_inserted;
ALTER TABLE "customer" ENABLE ALWAYS TRIGGER mark_updated;
ALTER TABLE "customer" ENABLE ALWAYS TRIGGER mark_deleted;

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
  -- After a customer's own row was changed, a segment, or the day.
  PERFORM graphile_worker.add_job(
    'count-leading',
    json_build_object('workspaceId', w."id", 'input', json_build_object()),
    job_key => w."id" || ':count-leading',
    max_attempts => 5)
  FROM workspace w
  WHERE w."closedAt" IS NULL AND (
    EXISTS (SELECT 1 FROM customer_mark m WHERE m."workspaceId" = w."id")
    OR EXISTS (
      SELECT 1 FROM segment s WHERE s."workspaceId" = w."id" AND s."leading"
      AND NOT EXISTS (
        SELECT 1 FROM leading_count c
        WHERE c."workspaceId" = w."id" AND c."countedOn" >= (now() AT TIME ZONE w."timeZone")::date
          AND c."segmentsAt" = (SELECT max(o."updatedAt") FROM segment o WHERE o."workspaceId" = w."id"))));
END
$$;
