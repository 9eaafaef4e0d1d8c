-- AlterTable
ALTER TABLE "department" ADD COLUMN     "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "phase" ADD COLUMN     "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "moment_of_truth" ADD COLUMN     "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "product_group" ADD COLUMN     "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "touchpoint" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "segment" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "marker" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "customer" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "order" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "contract" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "contact" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "phase_move" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "feedback" ALTER COLUMN "updatedAt" SET DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "idempotency_key" (
    "workspaceId" INTEGER NOT NULL,
    "apiKeyId" INTEGER NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "requestHash" BYTEA NOT NULL,
    "status" SMALLINT NOT NULL,
    "response" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("workspaceId","apiKeyId","key")
);

-- CreateIndex
CREATE INDEX "idempotency_key_workspaceId_createdAt_idx" ON "idempotency_key"("workspaceId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "department_workspaceId_publicId_key" ON "department"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "channel_workspaceId_publicId_key" ON "channel"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "phase_workspaceId_publicId_key" ON "phase"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "moment_of_truth_workspaceId_publicId_key" ON "moment_of_truth"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "product_group_workspaceId_publicId_key" ON "product_group"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "phase_move_workspaceId_updatedAt_id_idx" ON "phase_move"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "phase_move_workspaceId_customerId_phaseId_at_key" ON "phase_move"("workspaceId", "customerId", "phaseId", "at");

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_workspaceId_apiKeyId_fkey" FOREIGN KEY ("workspaceId", "apiKeyId") REFERENCES "api_key"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT lotse_protect('idempotency_key');

-- Answers are kept and thrown away, never changed.
REVOKE UPDATE ON "idempotency_key" FROM lotse_app;

-- ───────────── lists that can be followed while others write ─────────────

-- A list is read in the order of "updatedAt", and a row that is being written becomes visible only later, with an earlier
-- time than rows that were read meanwhile. So every write first leaves a mark with its time, an advisory lock that ends
-- with the transaction however it ends, and a list does not go on beyond the oldest mark.
-- The key of the lock: 1 bit, 19 bits for table and workspace, 43 bits for milliseconds.
CREATE FUNCTION lotse_write_mark(table_name text, workspace text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (1::bigint << 19) | (hashtext(table_name || ' ' || workspace)::bigint & 524287) $$;

CREATE FUNCTION lotse_mark_write() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  workspace text := nullif(current_setting('app.workspace', true), '');
BEGIN
  IF workspace IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock_shared(
      (lotse_write_mark(TG_TABLE_NAME, workspace) << 43) | floor(extract(epoch FROM now()) * 1000)::bigint);
  END IF;
  RETURN NULL;
END
$$;

-- Whatever was written before this time in the table, in the workspace of the transaction, is there to be read.
CREATE FUNCTION lotse_settled_until(table_name text) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  -- Times are rounded to milliseconds. Read before the marks: later ones belong to later times.
  settled timestamptz := clock_timestamp() - interval '1 millisecond';
  mark bigint := lotse_write_mark(table_name, current_setting('app.workspace'));
  oldest bigint;
BEGIN
  SELECT min(((l.classid::bigint << 32) | l.objid::bigint) & ((1::bigint << 43) - 1)) INTO oldest
  FROM pg_locks l
  WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND ((l.classid::bigint << 32) | l.objid::bigint) >> 43 = mark;
  RETURN least(settled, to_timestamp(oldest / 1000.0));
END
$$;

DO $$
DECLARE
  listed text;
BEGIN
  FOREACH listed IN ARRAY ARRAY['department', 'channel', 'phase', 'moment_of_truth', 'product_group', 'touchpoint', 'segment',
    'marker', 'customer', 'order', 'contract', 'contact', 'phase_move', 'feedback']
  LOOP
    EXECUTE format(
      'CREATE TRIGGER mark_write BEFORE INSERT OR UPDATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION lotse_mark_write()', listed);
  END LOOP;
END
$$;

-- ───────────── money ─────────────

-- Amounts are stored without their currency, so once there are any it stays as it is.
CREATE FUNCTION lotse_keep_currency() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "order" WHERE "workspaceId" = OLD."id")
    OR EXISTS (SELECT 1 FROM contract WHERE "workspaceId" = OLD."id")
    OR EXISTS (SELECT 1 FROM product WHERE "workspaceId" = OLD."id" AND "priceMinor" IS NOT NULL) THEN
    RAISE EXCEPTION 'the currency of a workspace is fixed once it holds amounts' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_currency BEFORE UPDATE OF "currency" ON "workspace"
  FOR EACH ROW WHEN (OLD."currency" IS DISTINCT FROM NEW."currency") EXECUTE FUNCTION lotse_keep_currency();
