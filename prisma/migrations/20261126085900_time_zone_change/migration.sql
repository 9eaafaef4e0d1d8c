-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "firstTimeZone" VARCHAR(64),
ADD COLUMN     "nextTimeZone" VARCHAR(64);

-- AlterTable
ALTER TABLE "order" ADD COLUMN     "dayOnly" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "dayOnly" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "phase_move" ADD COLUMN     "dayOnly" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN     "dayOnly" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "import_order_line" ADD COLUMN     "dayOnly" BOOLEAN;

-- A date without a time was kept as the first instant of its day. An instant that was given and is just that cannot be
-- told from it; it is taken for what it nearly always is.
UPDATE "order" t SET "dayOnly" = true FROM "workspace" w
WHERE w."id" = t."workspaceId" AND t."orderedAt" = t."day"::timestamp AT TIME ZONE w."timeZone";
UPDATE "contact" t SET "dayOnly" = true FROM "workspace" w
WHERE w."id" = t."workspaceId" AND t."at" = t."day"::timestamp AT TIME ZONE w."timeZone";
UPDATE "phase_move" t SET "dayOnly" = true FROM "workspace" w
WHERE w."id" = t."workspaceId" AND t."at" = t."day"::timestamp AT TIME ZONE w."timeZone";
UPDATE "feedback" t SET "dayOnly" = true FROM "workspace" w
WHERE w."id" = t."workspaceId" AND t."answeredAt" = t."day"::timestamp AT TIME ZONE w."timeZone";
UPDATE "import_order_line" t SET "dayOnly" = t."orderedAt" = t."day"::timestamp AT TIME ZONE w."timeZone" FROM "workspace" w
WHERE w."id" = t."workspaceId";
-- So in what an import would put back.
UPDATE "import_change" t SET "before" = t."before" || jsonb_build_object('dayOnly',
  coalesce(t."before" ->> 'orderedAt', t."before" ->> 'at')::timestamptz
    = (t."before" ->> 'day')::date::timestamp AT TIME ZONE w."timeZone")
FROM "workspace" w
WHERE w."id" = t."workspaceId" AND t."entity" IN ('orders', 'contacts');

-- ───────────── a workspace changes its time zone ─────────────

-- Whoever writes days holds the clock of the workspace; they do not hinder each other. The zone is read once the lock is
-- there, so it is the one that counts until the end of the transaction.
CREATE FUNCTION lotse_hold_clock(workspace int, OUT "timeZone" text, OUT "firstTimeZone" text) RETURNS SETOF record
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('days of a workspace'), workspace);
  RETURN QUERY SELECT w."timeZone"::text, w."firstTimeZone"::text FROM "workspace" w WHERE w."id" = workspace;
END
$$;

-- Whoever changes it waits until nobody holds it. Not longer than a moment at a time: somebody who holds it may wait for
-- a row that the change has taken, and then it is the change that gives way.
CREATE FUNCTION lotse_take_clock(workspace int) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM set_config('lock_timeout', '700ms', true);
  PERFORM pg_advisory_xact_lock(hashtext('days of a workspace'), workspace);
  PERFORM set_config('lock_timeout', '0', true);
  RETURN true;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
  RETURN false;
END
$$;
