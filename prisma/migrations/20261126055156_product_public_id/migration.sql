-- AlterTable
ALTER TABLE "product" ADD COLUMN     "publicId" UUID NOT NULL DEFAULT lotse_uuid7();

-- CreateIndex
CREATE UNIQUE INDEX "product_workspaceId_publicId_key" ON "product"("workspaceId", "publicId");
