-- AlterTable
ALTER TABLE "segment" ADD COLUMN     "membersRecordedOn" DATE,
ADD COLUMN     "membersSince" DATE;

-- CreateTable
CREATE TABLE "segment_membership" (
    "workspaceId" INTEGER NOT NULL,
    "segmentId" INTEGER NOT NULL,
    "customerId" INTEGER NOT NULL,
    "enteredOn" DATE NOT NULL,
    "leftOn" DATE,

    CONSTRAINT "segment_membership_pkey" PRIMARY KEY ("workspaceId","segmentId","customerId","enteredOn")
);

-- CreateIndex
CREATE INDEX "segment_membership_workspaceId_segmentId_enteredOn_idx" ON "segment_membership"("workspaceId", "segmentId", "enteredOn");

-- CreateIndex
CREATE INDEX "segment_membership_workspaceId_segmentId_leftOn_idx" ON "segment_membership"("workspaceId", "segmentId", "leftOn");

-- CreateIndex
CREATE INDEX "segment_membership_workspaceId_customerId_idx" ON "segment_membership"("workspaceId", "customerId");

-- AddForeignKey
ALTER TABLE "segment_membership" ADD CONSTRAINT "segment_membership_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "segment_membership" ADD CONSTRAINT "segment_membership_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT lotse_protect('segment_membership');

-- At most one open membership each.
CREATE UNIQUE INDEX "segment_membership_open_idx" ON "segment_membership" ("workspaceId", "segmentId", "customerId") WHERE "leftOn" IS NULL;

-- What is due once a day, by the day of each workspace; asked by the worker every minute. A job that waits already is
-- not added again.
CREATE FUNCTION lotse_add_due_jobs() RETURNS void
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
END
$$;
REVOKE ALL ON FUNCTION lotse_add_due_jobs() FROM PUBLIC;
