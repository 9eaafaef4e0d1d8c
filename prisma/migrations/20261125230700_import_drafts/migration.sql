-- CreateTable
CREATE TABLE "import_draft" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "fileId" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "kind" VARCHAR(20),
    "mapping" JSONB,
    "options" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "import_draft_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "import_draft_workspaceId_fileId_idx" ON "import_draft"("workspaceId", "fileId");

-- CreateIndex
CREATE UNIQUE INDEX "import_draft_workspaceId_publicId_key" ON "import_draft"("workspaceId", "publicId");

-- AddForeignKey
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_workspaceId_fileId_fkey" FOREIGN KEY ("workspaceId", "fileId") REFERENCES "stored_file"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT lotse_protect('import_draft');
