-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "visitBeforeAt" TIMESTAMPTZ(3),
ADD COLUMN     "visitedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "saved_view" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "userId" INTEGER NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "page" VARCHAR(60) NOT NULL,
    "query" VARCHAR(4000) NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "acknowledgement" (
    "workspaceId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "subject" VARCHAR(200) NOT NULL,
    "untilOn" DATE,
    "said" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("workspaceId","userId","subject")
);

-- CreateTable
CREATE TABLE "contact_count" (
    "workspaceId" INTEGER NOT NULL,
    "touchpointId" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "contacts" INTEGER NOT NULL,

    CONSTRAINT "contact_count_pkey" PRIMARY KEY ("workspaceId","touchpointId","month")
);

-- CreateTable
CREATE TABLE "tag" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "name" VARCHAR(60) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "tag_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "feedback_tag" (
    "workspaceId" INTEGER NOT NULL,
    "feedbackId" INTEGER NOT NULL,
    "tagId" INTEGER NOT NULL,

    CONSTRAINT "feedback_tag_pkey" PRIMARY KEY ("workspaceId","feedbackId","tagId")
);

-- CreateTable
CREATE TABLE "saved_mapping" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "kind" VARCHAR(20) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "mapping" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "columns" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "saved_mapping_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_workspaceId_publicId_key" ON "saved_view"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_workspaceId_userId_page_name_key" ON "saved_view"("workspaceId", "userId", "page", "name");

-- CreateIndex
CREATE UNIQUE INDEX "tag_workspaceId_name_key" ON "tag"("workspaceId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "tag_workspaceId_publicId_key" ON "tag"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "feedback_tag_workspaceId_tagId_feedbackId_idx" ON "feedback_tag"("workspaceId", "tagId", "feedbackId");

-- CreateIndex
CREATE UNIQUE INDEX "saved_mapping_workspaceId_publicId_key" ON "saved_mapping"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "saved_mapping_workspaceId_kind_name_key" ON "saved_mapping"("workspaceId", "kind", "name");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_workspaceId_userId_fkey" FOREIGN KEY ("workspaceId", "userId") REFERENCES "membership"("workspaceId", "userId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_workspaceId_userId_fkey" FOREIGN KEY ("workspaceId", "userId") REFERENCES "membership"("workspaceId", "userId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact_count" ADD CONSTRAINT "contact_count_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "feedback_tag" ADD CONSTRAINT "feedback_tag_workspaceId_feedbackId_fkey" FOREIGN KEY ("workspaceId", "feedbackId") REFERENCES "feedback"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "feedback_tag" ADD CONSTRAINT "feedback_tag_workspaceId_tagId_fkey" FOREIGN KEY ("workspaceId", "tagId") REFERENCES "tag"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT lotse_protect(listed) FROM unnest(ARRAY['saved_view', 'acknowledgement', 'contact_count', 'tag', 'feedback_tag', 'saved_mapping']) AS listed;
