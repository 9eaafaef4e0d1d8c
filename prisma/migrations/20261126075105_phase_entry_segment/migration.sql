-- AlterTable
ALTER TABLE "phase" ADD COLUMN     "entrySegmentId" INTEGER;

-- AddForeignKey
ALTER TABLE "phase" ADD CONSTRAINT "phase_workspaceId_entrySegmentId_fkey" FOREIGN KEY ("workspaceId", "entrySegmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
